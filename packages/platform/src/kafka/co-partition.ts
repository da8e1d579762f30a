import kafkajs, { type PartitionAssigner } from 'kafkajs';

const { AssignerProtocol } = kafkajs;
const name = 'co-partition';
const version = 0;

/** Which member reads partition n: the same one for every topic. Members are spread as evenly as the partitions allow. */
export const memberOf = (members: readonly string[], partition: number): string | undefined =>
  members[partition % members.length];

/**
 * Gives partition n of every topic to the same member. A canary that arrived through partition n then says something about
 * partition n of all other topics: they are read by the same process, and they stop together with it.
 */
export const coPartition: PartitionAssigner = ({ cluster }) => ({
  name,
  version,
  protocol: ({ topics }) => ({
    name,
    metadata: AssignerProtocol.MemberMetadata.encode({ version, topics, userData: Buffer.alloc(0) }),
  }),
  assign: async ({ members, topics }) => {
    const ids = members.map(({ memberId }) => memberId).sort();
    return ids.map((memberId) => {
      const assignment = Object.fromEntries(
        topics.map((topic) => [
          topic,
          cluster
            .findTopicPartitionMetadata(topic)
            .map(({ partitionId }) => partitionId)
            .filter((partition) => memberOf(ids, partition) === memberId),
        ]),
      );
      return {
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version,
          assignment,
          userData: Buffer.alloc(0),
        }),
      };
    });
  },
});
