import type { Batch, Offsets } from '../kafka/port.ts';

interface Position {
  /** Where the partition ended when following began: before that, nothing is known for sure. */
  readonly mustReach: number;
  next: number;
  /** While more is known to wait, the commit time of the last change seen. */
  behindAt: number | null;
}

/** How far a process has come in the partitions that it follows. */
export const followedPartitions = () => {
  const positions = new Map<string, Position>();
  const caughtUp = () =>
    positions.size > 0 && [...positions.values()].every(({ next, mustReach }) => next >= mustReach);
  return {
    begin: (topic: string, from: Offsets, end: Offsets) => {
      for (const [partition, mustReach] of Object.entries(end as Readonly<Record<string, number>>))
        positions.set(`${topic}/${partition}`, {
          mustReach,
          next: from[partition] ?? mustReach,
          behindAt: null,
        });
    },
    moved: ({ topic, partition, records, waiting }: Batch, committedAt: number) => {
      const position = positions.get(`${topic}/${partition}`);
      const last = records.at(-1);
      if (position === undefined || last === undefined) return;
      position.next = waiting === 0 ? Math.max(position.mustReach, last.offset + 1) : last.offset + 1;
      position.behindAt = waiting === 0 ? null : committedAt;
    },
    caughtUp,
    /** The beat, or the position of the partition that is furthest behind it; null until all have caught up once. */
    watermark: (beat: number): number | null =>
      caughtUp() ? Math.min(beat, ...[...positions.values()].flatMap(({ behindAt }) => behindAt ?? [])) : null,
  };
};
