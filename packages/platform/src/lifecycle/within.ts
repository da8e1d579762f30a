import { setTimeout as pause } from 'node:timers/promises';

/** What the work gives, or what `late` gives (or throws) once it has taken so long; the work itself goes on. */
export const within = async <T, L>(milliseconds: number, work: Promise<T>, late: () => L): Promise<T | L> => {
  const end = new AbortController();
  const deadline = pause(Math.max(0, milliseconds), undefined, { signal: end.signal }).then(late);
  try {
    return await Promise.race([work, deadline]);
  } finally {
    end.abort();
    deadline.catch(() => undefined);
  }
};
