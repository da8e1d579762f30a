import { connectorNames, connectorStatus, restartConnector, type ConnectorStatus } from '@concord/connectors';
import { counter, gauge, logger, type Part } from '@concord/platform';

/** What a look at a connector calls for. */
export type Verdict = 'well' | 'failed' | 'silent';

/** RUNNING is not health: a connector is silent when canaries were written but none has come out of it for `silentMs`. */
export const judge = (
  status: ConnectorStatus | null,
  canaryAgeMs: number | null,
  runningForMs: number,
  silentMs: number,
): Verdict => {
  if (status?.connector === 'FAILED' || status?.task === 'FAILED') return 'failed';
  const age = canaryAgeMs ?? runningForMs;
  return status?.task === 'RUNNING' && Math.min(age, runningForMs) > silentMs ? 'silent' : 'well';
};

/** 1 s, then doubling up to a minute, so that a connector that cannot work is not restarted all the time. */
export const pauseBefore = (attempt: number): number => Math.min(1_000 * 2 ** attempt, 60_000);

export interface KeeperOptions {
  readonly connectUrl: string;
  /** Age of the newest canary that came out of the connector; null before the first. */
  canaryAgeMs(): number | null;
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
  const { connectUrl, canaryAgeMs, silentMs, lookEveryMs, now = Date.now } = options;
  const log = logger('connector keeper');
  const attempts = new Map<string, number>();
  const notBefore = new Map<string, number>();
  let aliveSince = now();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  const restart = async (name: string, why: Verdict, status: ConnectorStatus | null): Promise<void> => {
    const attempt = attempts.get(name) ?? 0;
    if (now() < (notBefore.get(name) ?? 0)) return;
    log.warn({ connector: name, why, attempt: attempt + 1, trace: status?.trace?.split('\n').at(0) }, 'restarting');
    attempts.set(name, attempt + 1);
    attemptsNow.set({ connector: name }, attempt + 1);
    notBefore.set(name, now() + pauseBefore(attempt + 1));
    restarts.inc({ connector: name, why });
    await restartConnector(connectUrl, name, why === 'failed');
    aliveSince = now();
  };

  const look = async (): Promise<void> => {
    for (const name of connectorNames) {
      const status = await connectorStatus(connectUrl, name);
      const verdict = judge(status, canaryAgeMs(), now() - aliveSince, silentMs);
      if (verdict !== 'well') await restart(name, verdict, status);
      else if ((canaryAgeMs() ?? Infinity) < silentMs) {
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
