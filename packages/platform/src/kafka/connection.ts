import { setTimeout as wait } from 'node:timers/promises';
import { errors } from '@concord/contracts';

interface Connectable {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

export interface Connection<C> {
  /** Throws `errors.unavailable` for every failure. */
  use<T>(work: (open: C) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * One connection for many callers: opened by the first, thrown away when a use fails, so that the next opens a new one.
 * Work is tried `attempts` times where the broker says that it may succeed later: a topic just made has no leader for a moment.
 */
export const connection = <C extends Connectable>(make: () => C, attempts: number): Connection<C> => {
  let open: Promise<C> | undefined;
  const connected = async () => {
    const made = make();
    try {
      await made.connect();
      return made;
    } catch (error) {
      await made.disconnect().catch(() => undefined);
      throw error;
    }
  };
  const close = async () => {
    const closing = open;
    open = undefined;
    await closing?.then((made) => made.disconnect()).catch(() => undefined);
  };
  const attempt = async <T>(made: C, work: (open: C) => Promise<T>, left: number): Promise<T> => {
    try {
      return await work(made);
    } catch (error) {
      if (left <= 1 || (error as { retriable?: unknown }).retriable !== true) throw error;
      await wait(100);
      return attempt(made, work, left - 1);
    }
  };
  return {
    close,
    use: async (work) => {
      const mine = (open ??= connected());
      try {
        return await attempt(await mine, work, attempts);
      } catch (cause) {
        if (open === mine) await close();
        throw errors.unavailable(undefined, { cause });
      }
    },
  };
};
