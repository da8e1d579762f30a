import type { Id } from '@concord/contracts';

/** 2026-01-01T00:00:00Z: the zero of our ids. 41 bits of ms last until 2095. */
export const idEpoch = Date.UTC(2026, 0, 1);
export const workers = 32;
const sequences = 128;

/** When an id was made, in ms since 1970. */
export const timeOfId = (id: Id): number => Math.floor(id / (workers * sequences)) + idEpoch;

/** The smallest id that can have been made at a time: for reading a range of times by id. */
export const firstIdAt = (time: number): Id => (time - idEpoch) * workers * sequences;

export interface Generator {
  /** A new id, greater than all before; undefined where its time would be past `until` (ms since 1970). */
  next(until: number): Id | undefined;
  /** The time of the last id, or `usedUntil`. */
  lastTime(): number;
}

/**
 * Makes ids of one worker: 41 bits of ms, 5 of worker, 7 of sequence. They only rise: a clock that steps back is ignored until
 * it has caught up, and when 128 ids were made in one ms the next is borrowed from the ms after. `usedUntil` is the time up
 * to which this worker number may have made ids before.
 */
export const idGenerator = (worker: number, usedUntil: number, clock: () => number): Generator => {
  let time = usedUntil;
  let sequence = sequences;
  return {
    lastTime: () => time,
    next: (until) => {
      const now = clock();
      const nextTime = now > time ? now : sequence === sequences ? time + 1 : time;
      if (nextTime > until) return undefined;
      sequence = nextTime === time ? sequence : 0;
      time = nextTime;
      return ((time - idEpoch) * workers + worker) * sequences + sequence++;
    },
  };
};
