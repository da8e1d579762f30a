/** What Kafka Connect says of a connector and its only task. RUNNING is not health: see the canary. */
export interface ConnectorStatus {
  readonly connector: string;
  readonly task: string | null;
  readonly trace: string | null;
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

const messageOf = async (response: Response): Promise<string> => {
  const body = (await response.json().catch(() => ({}))) as { message?: string };
  return body.message ?? `HTTP ${String(response.status)}`;
};

const path = (connectUrl: string, name: string, rest: string) =>
  `${connectUrl}/connectors/${encodeURIComponent(name)}/${rest}`;

/** Creates the connector or changes it to this configuration; the same configuration again changes nothing. */
export const putConnector = async (connectUrl: string, name: string, config: Record<string, string>): Promise<void> => {
  const response = await call(path(connectUrl, name, 'config'), deadlineMs.change, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(config),
  });
  if (!response.ok) throw new ConnectError(`Kafka Connect refused connector "${name}": ${await messageOf(response)}`);
};

/** Null while Connect does not know the connector or is rebalancing. */
export const connectorStatus = async (connectUrl: string, name: string): Promise<ConnectorStatus | null> => {
  const response = await call(path(connectUrl, name, 'status'), deadlineMs.status);
  if (response.status === 404 || response.status === 409) return null;
  if (!response.ok)
    throw new ConnectError(`Kafka Connect could not tell the state of "${name}": ${await messageOf(response)}`);
  const { connector, tasks } = (await response.json()) as StatusBody;
  return {
    connector: connector.state,
    task: tasks[0]?.state ?? null,
    trace: tasks[0]?.trace ?? connector.trace ?? null,
  };
};

/** Restarts the connector with its task; `onlyFailed` leaves a running one alone. */
export const restartConnector = async (connectUrl: string, name: string, onlyFailed: boolean): Promise<void> => {
  const order = `restart?includeTasks=true&onlyFailed=${String(onlyFailed)}`;
  const response = await call(path(connectUrl, name, order), deadlineMs.change, { method: 'POST' });
  if (!response.ok) throw new ConnectError(`Kafka Connect did not restart "${name}": ${await messageOf(response)}`);
};
