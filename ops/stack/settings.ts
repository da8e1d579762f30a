import { Failure, exitCodes } from './failure.ts';
import type { StackName } from './places.ts';

export const portNames = [
  'gateway',
  'internal',
  'indexer',
  'mysql',
  'redis',
  'kafka',
  'controller',
  'connect',
  'elasticsearch',
  'transport',
  'mail',
  'signIn',
] as const;
export type PortName = (typeof portNames)[number];
export type Ports = Readonly<Record<PortName, number>>;

export type Settings = {
  name: StackName;
  ports: Ports;
  memory: 'normal' | 'small';
  /** A MySQL account for test files, with rights on databases called `t_…` only. */
  testAccount: boolean;
};

const defaults: Record<StackName, Ports> = {
  concord: {
    gateway: 8080,
    internal: 18080,
    indexer: 18081,
    mysql: 13306,
    redis: 16379,
    kafka: 19092,
    controller: 19093,
    connect: 18083,
    elasticsearch: 19200,
    transport: 19300,
    mail: 11025,
    signIn: 11026,
  },
  'concord-test': {
    gateway: 28080,
    internal: 28180,
    indexer: 28181,
    mysql: 23306,
    redis: 26379,
    kafka: 29092,
    controller: 29093,
    connect: 28083,
    elasticsearch: 29200,
    transport: 29300,
    mail: 21025,
    signIn: 21026,
  },
};

export type SettingsInput = {
  name?: StackName;
  /** `name=number` pairs as given to `--port`. */
  port?: readonly string[];
  portOffset?: number | undefined;
  small?: boolean | undefined;
  env?: Record<string, string | undefined>;
  /** What the running or last stack used; it wins over the defaults. */
  saved?: Settings | undefined;
};

/** Settings of a stack: `--port` before CONCORD_PORT_<NAME> before the last run's before the defaults (moved by `--port-offset`). */
export const settings = ({
  name = 'concord',
  port = [],
  portOffset,
  small,
  env = {},
  saved,
}: SettingsInput): Settings => {
  const base = portOffset === undefined ? { ...defaults[name], ...saved?.ports } : moved(defaults[name], portOffset);
  const ports: Ports = { ...base, ...portsFromEnvironment(name, env), ...Object.fromEntries(port.map(parsePort)) };
  refuseTwice(ports);
  return {
    name,
    ports,
    memory: small === undefined ? (saved?.memory ?? 'normal') : small ? 'small' : 'normal',
    testAccount: name === 'concord-test' || env['CONCORD_TEST_ACCOUNT'] === 'on' || saved?.testAccount === true,
  };
};

/** Reads one `--port elasticsearch=19201`. */
export const parsePort = (text: string): [PortName, number] => {
  const [name, number, ...rest] = text.split('=');
  const port = portNames.find((known) => known === name);
  if (port === undefined || number === undefined || rest.length > 0)
    throw usage(`--port ${text} is not understood.`, `Write --port name=number; names: ${portNames.join(', ')}.`);
  return [port, portNumber(`--port ${text}`, number)];
};

const portsFromEnvironment = (name: StackName, env: Record<string, string | undefined>): Partial<Ports> =>
  name === 'concord-test'
    ? {}
    : Object.fromEntries(
        portNames.flatMap((port) => {
          const variable = `CONCORD_PORT_${port.toUpperCase()}`;
          const value = env[variable];
          return value === undefined ? [] : [[port, portNumber(variable, value)]];
        }),
      );

const portNumber = (source: string, text: string): number => {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 65_535)
    throw usage(`${source}: "${text}" is not a port.`, 'A port is a number from 1 to 65535.');
  return number;
};

const moved = (ports: Ports, offset: number): Ports =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, portNumber('--port-offset', String(port + offset))]),
  ) as Ports;

const refuseTwice = (ports: Ports) => {
  const seen = new Map<number, string>();
  for (const [name, port] of Object.entries(ports)) {
    const other = seen.get(port);
    if (other !== undefined)
      throw usage(
        `Port ${port} is given to both ${other} and ${name}.`,
        `Move one of them: --port ${name}=${port + 1}`,
      );
    seen.set(port, name);
  }
};

const usage = (cause: string, remedy: string) => new Failure({ cause, remedy, exit: exitCodes.usage });
