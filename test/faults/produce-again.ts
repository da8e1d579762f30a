import { allTopics } from '@concord/connectors';
import type { Kafka, KafkaRecord } from '@concord/platform';
import { record, shuffled } from '../e2e/recording.ts';

const chunk = 1_000;
/** Of so many records one comes twice. */
const doubledEvery = 3;

const keyOf = ({ topic, key }: KafkaRecord): string => `${topic} ${key?.toString() ?? ''}`;
const isState = ({ topic }: KafkaRecord): boolean => topic.startsWith('state.');
const isPurge = ({ value }: KafkaRecord): boolean =>
  value === null || (JSON.parse(value.toString()) as { op?: string }).op === 'd';

/** What a connector wrote: other tests leave records of states that can never be read. */
const isGenuine = (one: KafkaRecord): boolean =>
  !isState(one) || one.key === null || one.key.toString().startsWith('{');

/** The last of each key. */
const lastOf = (records: readonly KafkaRecord[]): Map<string, KafkaRecord> => {
  const last = new Map<string, KafkaRecord>();
  for (const one of records) if (one.offset >= (last.get(keyOf(one))?.offset ?? -1)) last.set(keyOf(one), one);
  return last;
};

export interface Recorded {
  /** Everything in an order that only the seed decides, across keys and within them, a third of it twice. */
  readonly sequence: readonly KafkaRecord[];
  readonly events: number;
  readonly states: number;
  /** The newest state of each key: must be the last again, because compaction keeps the last. */
  readonly newest: readonly KafkaRecord[];
}

/**
 * All that lies in the topics of events and states. Rows that were purged are left out: nothing is left to tell an older state from a newer
 * one, and compaction removes all that was told of them.
 */
export const recordAll = async (kafka: Kafka, seed: number): Promise<Recorded> => {
  const topics = allTopics().filter(({ name }) => !name.startsWith('dead.'));
  const genuine = (await record(kafka, topics)).filter(isGenuine);
  const last = lastOf(genuine.filter(isState));
  const records = genuine.filter((one) => {
    const newest = last.get(keyOf(one));
    return newest === undefined || !isPurge(newest);
  });
  const doubled = records.filter((_record, at) => at % doubledEvery === 0);
  return {
    sequence: shuffled([...records, ...doubled], seed),
    events: records.filter((one) => !isState(one)).length,
    states: records.filter(isState).length,
    newest: [...last.values()].filter((one) => !isPurge(one)),
  };
};

/** Writes records into their own topics again, under their own keys and with their own headers. `between` is told how many are written. */
export const produceAgain = async (
  kafka: Kafka,
  records: readonly KafkaRecord[],
  between: (written: number) => void = () => undefined,
): Promise<void> => {
  for (let start = 0; start < records.length; start += chunk) {
    const part = records.slice(start, start + chunk);
    for (const [topic, messages] of Map.groupBy(part, (one) => one.topic)) await kafka.produce(topic, messages);
    between(start + part.length);
  }
};
