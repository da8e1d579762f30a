import type { ConnectorName } from '@concord/connectors';
import type { Env } from '@concord/platform';
import { Failure } from '../../stack/failure.ts';

/** Registers the connectors; gives their names. `skipUnreadableDdl` has them pass over statements that Debezium cannot read, from now on. Throws a `Failure` where Connect refuses or one of them does not run. */
export const register = async (env: Env, { skipUnreadableDdl = false } = {}): Promise<readonly ConnectorName[]> => {
  const connectors = await import('@concord/connectors');
  try {
    await connectors.registerConnectors(env, skipUnreadableDdl ? connectors.skipUnreadableDdl : {});
  } catch (error) {
    if (!(error instanceof connectors.ConnectError)) throw error;
    throw new Failure({
      cause: `${error.message.replace(/\.$/, '')}.`,
      remedy:
        'Look: ./concord logs connect --tail 20    What to do where it cannot read a statement: docs/pipeline-stops.md',
    });
  }
  return connectors.connectorNames;
};
