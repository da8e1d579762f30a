import { logger } from '../telemetry/log.ts';
import type { Part } from './part.ts';

export interface RepeatedOptions {
  /** Names the part and its log. */
  readonly name: string;
  /** Between the end of one turn and the beginning of the next, in ms. */
  readonly everyMs: number;
  /** One turn. Long work asks `stopped()` between its steps and returns early; it is begun again by the next start. */
  work(stopped: () => boolean): Promise<unknown>;
}

/** Work that goes on beside requests, turn after turn. A turn that throws is logged and tried again; stopping waits for the one under way. */
export const repeated = ({ name, everyMs, work }: RepeatedOptions): Part => {
  const log = logger(name);
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const next = () => {
    timer = setTimeout(() => {
      turn = work(() => stopped)
        .catch((error: unknown) => log.warn({ err: error }, 'waits for its next turn'))
        .finally(() => {
          if (!stopped) next();
        });
    }, everyMs);
  };
  return {
    name,
    start: () => {
      stopped = false;
      next();
      return Promise.resolve();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await turn;
    },
  };
};
