import { databasePart, logger, openDatabase, type Part, type Service, type Target } from '@concord/platform';
import { beat } from './beat.ts';
import { config } from './config.ts';

/** Beats until stopped; a beat that fails is logged and the next one is tried in time. */
const beating = (write: () => Promise<void>, everyMs: number): Part => {
  const log = logger('canary');
  let timer: NodeJS.Timeout | undefined;
  let inFlight: Promise<void> | undefined;
  const once = () => {
    inFlight ??= write()
      .catch((error: unknown) => {
        log.warn({ err: error }, 'no canary was written');
      })
      .finally(() => {
        inFlight = undefined;
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
      await inFlight;
    },
  };
};

/** Writes the rows whose age at each stage is the health of the change-data pipeline. */
export const target: Target = {
  name: 'canary',
  build: (env): Service => {
    const { CONCORD_OPS_DATABASE_URL, CONCORD_CANARY_INTERVAL_MS } = config(env);
    const db = openDatabase(CONCORD_OPS_DATABASE_URL, { poolSize: 1 });
    return { name: 'canary', parts: [databasePart(db), beating(() => beat(db), CONCORD_CANARY_INTERVAL_MS)] };
  },
};
