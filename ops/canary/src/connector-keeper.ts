import { connectorNames, connectorStatus, restartConnector, type ConnectorStatus } from '@concord/connectors';
import { counter, gauge, logger, type Part } from '@concord/platform';

/** What a look at a connector calls for. */
export type Verdict = 'well' | 'failed' | 'silent';

/**
 * RUNNING is not health: a connector is silent when no canary has come out of it for `patienceMs`. One from which none came since it
 * began to run may still be starting, also on a busy machine, and has four times as long. Canaries that come late are not silence: a
 * connector with a backlog would never get through it if it were restarted on the way.
 */
export const judge = (
  status: ConnectorStatus | null,
  silenceMs: number | null,
  runningForMs: number,
  patienceMs: number,
): Verdict => {
  if (status?.connector === 'FAILED' || status?.task === 'FAILED') return 'failed';
  if (status?.task !== 'RUNNING') return 'well';
  const silence = silenceMs !== null && silenceMs <= runningForMs ? silenceMs : runningForMs / 4;
  return silence > patienceMs ? 'silent' : 'well';
};

/** 1 s, then doubling up to a minute, so that a connector that cannot work is not restarted all the time. */
export const pauseBefore = (attempt: number): number => Math.min(1_000 * 2 ** attempt, 60_000);

/** Twice as long after each restart, up to an hour: with a snapshot to take a connector is silent for long. */
export const patience = (silentMs: number, attempt: number): number => Math.min(silentMs * 2 ** attempt, 3_600_000);

export interface KeeperOptions {
  readonly connectUrl: string;
  /**
   * For how long canaries have been written since one newer than all before came out of the connector, however old that was; null
   * before the first.
   */
  silenceMs(): number | null;
  readonly silentMs: number;
  readonly lookEveryMs: number;
  readonly now?: () => number;
}

const restarts = counter({
  name: 'concord_connector_restarts_total',
  help: 'Connectors restarted because they failed or fell silent',
  labelNames: ['connector', 'why'],
});
const attemptsNow = gauge({
  name: 'concord_connector_attempts',
  help: 'Restarts since the connector was last well',
  labelNames: ['connector'],
});

/** Looks after the connectors: a failed task stays failed, and a dead binlog connection stays dead, until somebody restarts it. */
export const connectorKeeper = (options: KeeperOptions): Part => {
  const { connectUrl, silenceMs, silentMs, lookEveryMs, now = Date.now } = options;
  const log = logger('connector keeper');
  const attempts = new Map<string, number>();
  const notBefore = new Map<string, number>();
  let aliveSince = now();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  const restart = async (name: string, why: Verdict, status: ConnectorStatus | null): Promise<void> => {
    const attempt = attempts.get(name) ?? 0;
    if (now() < (notBefore.get(name) ?? 0)) return;
    log.warn({ connector: name, why, attempt: attempt + 1, reason: status?.reason }, 'restarting');
    attempts.set(name, attempt + 1);
    attemptsNow.set({ connector: name }, attempt + 1);
    notBefore.set(name, now() + pauseBefore(attempt + 1));
    restarts.inc({ connector: name, why });
    await restartConnector(connectUrl, name, why === 'failed');
    aliveSince = now();
  };

  const look = async (): Promise<void> => {
    for (const name of connectorNames) {
      const askedAt = now();
      const status = await connectorStatus(connectUrl, name);
      // Connect answers late while it starts, and says then what was so before.
      if (status?.task !== 'RUNNING' || now() - askedAt > lookEveryMs) aliveSince = now();
      const verdict = judge(status, silenceMs(), now() - aliveSince, patience(silentMs, attempts.get(name) ?? 0));
      if (verdict !== 'well') await restart(name, verdict, status);
      else if ((silenceMs() ?? Infinity) < silentMs) {
        attempts.delete(name);
        attemptsNow.set({ connector: name }, 0);
      }
    }
  };

  /** Connect that is away is restarted by whoever runs it; time without it does not count as silence. */
  const once = () => {
    looking ??= look()
      .catch((error: unknown) => {
        aliveSince = now();
        log.debug({ err: error }, 'Kafka Connect does not answer');
      })
      .finally(() => {
        looking = undefined;
      });
  };

  return {
    name: 'connector keeper',
    start: () => {
      aliveSince = now();
      timer = setInterval(once, lookEveryMs);
      return Promise.resolve();
    },
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
};
