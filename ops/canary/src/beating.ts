import { logger, type Part } from '@concord/platform';

/** Writes at each interval until stopped; a beat that fails is logged and the next one is tried in time. */
export const beating = (write: () => Promise<void>, everyMs: number): Part => {
  const log = logger('canary');
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> | undefined;
  const once = () => {
    underWay ??= write()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'no canary was written');
      })
      .finally(() => {
        underWay = undefined;
      });
  };
  return {
    name: 'canary',
    start: () => {
      once();
      timer = setInterval(once, everyMs);
      return Promise.resolve();
    },
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
};
