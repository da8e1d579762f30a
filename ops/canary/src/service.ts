import {
  databasePart,
  followStreams,
  gauge,
  openDatabase,
  openKafka,
  type Service,
  type Target,
} from '@concord/platform';
import { beat } from './beat.ts';
import { beating } from './beating.ts';
import { config } from './config.ts';
import { connectorKeeper } from './connector-keeper.ts';

/** When the newest canary passed a stage, seconds since 1970: its age is what a reader makes of it. */
const passed = gauge({
  name: 'concord_canary_beat_seconds',
  help: 'Time of the newest canary, by stage',
  labelNames: ['stage'],
});

/** Writes the rows whose age at each stage is the health of the change-data pipeline, and keeps the connectors going. */
export const target: Target = {
  name: 'canary',
  build: (env): Service => {
    const settings = config(env);
    const db = openDatabase(settings.CONCORD_OPS_DATABASE_URL, { poolSize: 1 });
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-canary' });
    let newest = 0;
    let newestCameAt: number | null = null;
    let writtenAt = 0;
    const following = followStreams({
      kafka,
      name: 'canary',
      streams: [],
      replayMs: 60_000,
      onCanary: (beatAt) => {
        if (beatAt.getTime() <= newest) return;
        newest = beatAt.getTime();
        newestCameAt = Date.now();
        passed.set({ stage: 'kafka' }, newest / 1_000);
      },
    });
    const write = async () => {
      await beat(db);
      writtenAt = Date.now();
      passed.set({ stage: 'mysql' }, writtenAt / 1_000);
    };
    const keeper = connectorKeeper({
      connectUrl: settings.CONCORD_CONNECT_URL,
      silenceMs: () => (newestCameAt === null ? null : Math.max(0, writtenAt - newestCameAt)),
      silentMs: settings.CONCORD_CONNECTOR_SILENT_MS,
      lookEveryMs: settings.CONCORD_CONNECTOR_LOOK_MS,
    });
    return {
      name: 'canary',
      parts: [databasePart(db), kafka, beating(write, settings.CONCORD_CANARY_INTERVAL_MS), following, keeper],
    };
  },
};
