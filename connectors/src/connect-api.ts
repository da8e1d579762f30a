import { setTimeout as delay } from 'node:timers/promises';
import { rootCause } from './root-cause.ts';

/** What Kafka Connect says of a connector and its only task. RUNNING is not health: see the canary. */
export interface ConnectorStatus {
  readonly connector: string;
  readonly task: string | null;
  /** Why it failed, in one line. */
  readonly reason: string | null;
}

/** Kafka Connect could not be reached or refused what it was given. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
}

interface StatusBody {
  readonly connector: { readonly state: string; readonly trace?: string };
  readonly tasks: readonly { readonly state: string; readonly trace?: string }[];
}

/** Changing a connector may wait for all of Connect to agree; telling its state does not. */
const deadlineMs = { change: 30_000, status: 3_000 } as const;

const call = async (url: string, timeoutMs: number, init: RequestInit = {}): Promise<Response> => {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new ConnectError(`Kafka Connect does not answer at ${new URL(url).host}`, { cause });
  }
};

/** While Connect agrees with itself about a change it refuses the next one with 409: tried again for as long as a change may take. */
const change = async (url: string, init: RequestInit): Promise<Response> => {
  for (const deadline = Date.now() + deadlineMs.change; ;) {
    const response = await call(url, deadlineMs.change, init);
    if (response.status !== 409 || Date.now() > deadline) return response;
    await delay(200);
  }
};

const messageOf = async (response: Response): Promise<string> => {
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  return body.message ?? `HTTP ${String(response.status)}`;
};

const path = (connectUrl: string, name: string, rest: string) =>
  `${connectUrl}/connectors/${encodeURIComponent(name)}/${rest}`;

/** Creates the connector or changes it to this configuration; the same configuration again changes nothing. */
export const putConnector = async (connectUrl: string, name: string, config: Record<string, string>): Promise<void> => {
  const response = await change(path(connectUrl, name, 'config'), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(config),
  });
  if (!response.ok) throw new ConnectError(`Kafka Connect refused connector "${name}": ${await messageOf(response)}`);
};

/** The configuration that Connect has; null where it does not know the connector. */
export const connectorConfig = async (connectUrl: string, name: string): Promise<Record<string, string> | null> => {
  const response = await call(path(connectUrl, name, 'config'), deadlineMs.change);
  if (response.status === 404) return null;
  if (!response.ok)
    throw new ConnectError(`Kafka Connect could not tell the settings of "${name}": ${await messageOf(response)}`);
  return (await response.json()) as Record<string, string>;
};

/** Ends the connector's task until it is resumed; it keeps its place. */
export const moveConnector = async (connectUrl: string, name: string, to: 'stop' | 'resume'): Promise<void> => {
  const response = await change(path(connectUrl, name, to), { method: 'PUT' });
  if (!response.ok) throw new ConnectError(`Kafka Connect did not ${to} "${name}": ${await messageOf(response)}`);
};

/** Null while Connect does not know the connector or is rebalancing. */
export const connectorStatus = async (connectUrl: string, name: string): Promise<ConnectorStatus | null> => {
  const response = await call(path(connectUrl, name, 'status'), deadlineMs.status);
  if (response.status === 404 || response.status === 409) return null;
  if (!response.ok)
    throw new ConnectError(`Kafka Connect could not tell the state of "${name}": ${await messageOf(response)}`);
  const { connector, tasks } = (await response.json()) as StatusBody;
  const trace = tasks[0]?.trace ?? connector.trace;
  return {
    connector: connector.state,
    task: tasks[0]?.state ?? null,
    reason: trace === undefined ? null : rootCause(trace),
  };
};

/** Restarts the connector with its task; `onlyFailed` leaves a running one alone. */
export const restartConnector = async (connectUrl: string, name: string, onlyFailed: boolean): Promise<void> => {
  const order = `restart?includeTasks=true&onlyFailed=${String(onlyFailed)}`;
  const response = await call(path(connectUrl, name, order), deadlineMs.change, { method: 'POST' });
  if (!response.ok) throw new ConnectError(`Kafka Connect did not restart "${name}": ${await messageOf(response)}`);
};
