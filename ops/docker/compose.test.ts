import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { targetFolders } from '../cli/commands/serve.ts';
import { databases, signingKey } from '../stack/secrets.ts';
import { accounts } from '../stack/servers/mysql.ts';
import type { Stack } from '../stack/stack.ts';
import { versions } from '../stack/versions.ts';
import { filled } from './env-file.ts';

type Service = {
  image: string;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck: { test?: unknown; disable?: boolean };
  networks: string[];
  ports?: string[];
  restart: string;
  mem_limit?: string;
  logging?: { options: Record<string, string> };
};

const checkout = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(checkout, path), 'utf8');
const compose: { services: Record<string, Service>; networks: Record<string, { internal?: boolean } | null> } = parse(
  read('docker-compose.yml'),
  // Each service refers to what all have; the limit is meant for files of strangers.
  { merge: true, maxAliasCount: -1 },
);
const dockerfile = read('ops/docker/Dockerfile');
const all = Object.entries(compose.services);
const targets = Object.entries(targetFolders);

const secrets = parseEnv(
  filled(read('.env.example'), (name) =>
    name === 'CONCORD_SIGNING_KEYS' ? `'${JSON.stringify([signingKey()])}'` : `${name.toLowerCase()}_0123456789abcdef`,
  ),
);

/** What Docker Compose makes of `${NAME}`, `${NAME:-default}` and `${NAME:?message}`; a default may have one of its own. */
const interpolated = (text: string): string =>
  text.replaceAll(
    /\$\{([A-Z_]+)(?::([-?])((?:\$\{[^}]*\}|[^}])*))?\}/g,
    (_, name: string, kind?: string, rest?: string) => {
      const value = secrets[name] ?? (kind === '-' ? interpolated(rest ?? '') : undefined);
      if (value === undefined) throw new Error(`${name} is not in .env.example`);
      return value;
    },
  );

const environmentOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(compose.services[name]?.environment ?? {}).map(([variable, value]) => [
      variable,
      interpolated(value),
    ]),
  );

describe('versions', () => {
  test('the images are those the stack without Docker runs', () => {
    const image = (name: string) => compose.services[name]?.image;
    expect(image('mysql')).toBe(`mysql:${versions.mysql}`);
    expect(image('redis')).toBe(`redis:${versions.redis}`);
    expect(image('kafka')).toBe(`apache/kafka:${versions.kafka}`);
    expect(image('elasticsearch')).toBe(`elasticsearch:${versions.elasticsearch}`);
  });

  test('what we build stands on the same versions', () => {
    const argument = (name: string) => new RegExp(`^ARG ${name}=(.+)$`, 'm').exec(dockerfile)?.[1];
    expect(argument('NODE_VERSION')).toBe(versions.node);
    expect(argument('KAFKA_VERSION')).toBe(versions.kafka);
    expect(argument('DEBEZIUM_VERSION')).toBe(versions.debezium);
    expect(read('.env.example')).toContain(`node:${versions.node}-slim`);
  });

  test('our images carry the version of the product', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(compose.services['connect']?.image).toBe(`concord-connect:${version}`);
    for (const [name] of targets) expect(compose.services[name]?.image).toBe(`concord:${version}`);
  });

  test('no registry is named: every image comes from where Docker looks first', () => {
    const images = [
      ...all.map(([, { image }]) => image),
      ...dockerfile.matchAll(/^FROM (\S+)/gm).map(([, name]) => name),
    ];
    for (const image of images) expect(image?.includes('/') === true ? image.split('/')[0] : '').not.toContain('.');
  });
});

describe('every target', () => {
  test.each(targets.map(([name]) => name))('%s has a container that serves it and nothing else', (name) => {
    expect(compose.services[name]?.command).toEqual(['serve', '--target', name]);
  });

  /** Reads its configuration from the container's environment; gives the variables that it asked for. */
  const variablesRead = async (name: string, folder: string): Promise<string[]> => {
    const module = (await import(join(checkout, folder, 'src/config.ts'))) as Record<string, unknown>;
    const [reader, ...others] = Object.values(module).filter((value) => typeof value === 'function');
    expect(others).toEqual([]);
    const variables = new Set<string>();
    const get = (environment: Record<string, unknown>, variable: string) => {
      variables.add(variable);
      return environment[variable];
    };
    (reader as (env: unknown) => unknown)(new Proxy(environmentOf(name), { get: get as never }));
    return [...variables];
  };

  test.each(targets)(
    '%s can read its configuration, and is told where the other services are',
    async (name, folder) => {
      const environment = environmentOf(name);
      for (const variable of await variablesRead(name, folder))
        if (variable.endsWith('_URL')) expect(environment).toHaveProperty(variable);
    },
  );

  test.each(targets)('%s is given no variable that it does not read', async (name, folder) => {
    const known = [...(await variablesRead(name, folder)), read('packages/platform/src/lifecycle/run-targets.ts')].join(
      '\n',
    );
    for (const variable of Object.keys(environmentOf(name))) expect(known).toContain(variable);
  });

  test.each(targets.map(([name]) => name))('%s listens for its neighbours and keeps the internal secret', (name) => {
    expect(environmentOf(name)).toMatchObject({
      CONCORD_HOST: '0.0.0.0',
      CONCORD_INTERNAL_SECRET: secrets['CONCORD_INTERNAL_SECRET'],
    });
  });

  test('what runs before them can reach every database, Kafka and Connect', () => {
    const urls = databases.map((name) => `CONCORD_${name.toUpperCase()}_DATABASE_URL`);
    expect(Object.keys(environmentOf('setup')).sort()).toEqual(
      [...urls, 'CONCORD_CONNECT_URL', 'CONCORD_KAFKA_BROKERS'].sort(),
    );
  });

  test('an address names a container', () => {
    const elsewhere = ['CONCORD_PUBLIC_URL', 'CONCORD_SMTP_URL'];
    const hosts = all.flatMap(([name]) =>
      Object.entries(environmentOf(name))
        .filter(([variable, url]) => /^CONCORD_.*_URL$/.test(variable) && url !== '' && !elsewhere.includes(variable))
        .map(([, url]) => new URL(url).hostname),
    );
    expect(hosts.length).toBeGreaterThan(10);
    for (const host of hosts) expect(Object.keys(compose.services)).toContain(host);
  });
});

describe('every container', () => {
  test.each(all)('%s has a health check, a memory limit, a restart policy and bounded logs', (name, service) => {
    expect(service.healthcheck.test !== undefined).toBe(name !== 'setup');
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.restart).toBe(name === 'setup' ? 'no' : 'unless-stopped');
    expect(service.logging?.options).toHaveProperty('max-size');
  });

  test('only the gateway publishes a port and can be reached from outside', () => {
    expect(all.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['gateway']);
    expect(compose.services['gateway']?.ports).toEqual(['127.0.0.1:${CONCORD_PORT:-8080}:8080']);
    const open = Object.keys(compose.networks).filter((name) => compose.networks[name]?.internal !== true);
    const out = all.filter(([, { networks }]) => networks.some((name) => open.includes(name))).map(([name]) => name);
    expect(out).toEqual(['auth', 'notification', 'gateway']);
    expect(all.filter(([, { networks }]) => networks.includes('outside'))).toHaveLength(1);
  });

  test('Kafka Connect, which asks for no password, is reached by those who need it only', () => {
    expect(compose.services['connect']?.networks).toEqual(['pipeline']);
    const beside = all.filter(([, { networks }]) => networks.includes('pipeline')).map(([name]) => name);
    expect(beside.sort()).toEqual(['canary', 'connect', 'kafka', 'mysql', 'setup']);
  });
});

describe('the settings that are written twice', () => {
  const settings = (text: string) =>
    new Map(
      text
        .split('\n')
        .map((line) => /^([a-z][\w.]*)\s*=\s*(.*)$/.exec(line))
        .filter((match) => match !== null)
        .map(([, name, value]) => [name, value]),
    );
  /** The settings of a server's template that hold no path, port or other expression. */
  const fixed = (server: string) =>
    [...settings(read(`ops/stack/servers/${server}.ts`).replaceAll(/^const configuration.*?`/gm, ''))].filter(
      ([, value]) => value?.includes('${') === false,
    );

  test('MySQL has those of the stack without Docker', () => {
    const here = settings(read('ops/docker/mysql/concord.cnf'));
    const paths = ['secure_file_priv', 'bind_address']; // are the image's own
    expect(fixed('mysql').length).toBeGreaterThan(10);
    for (const [name = '', value] of fixed('mysql'))
      expect([name, here.get(name)]).toEqual([name, paths.includes(name) ? undefined : value]);
  });

  test('Kafka Connect has those of the stack without Docker', () => {
    const here = settings(read('ops/docker/connect/worker.properties'));
    expect(fixed('connect').length).toBeGreaterThan(15);
    for (const [name, value] of fixed('connect')) expect([name, here.get(name)]).toEqual([name, value]);
  });

  test('Kafka has those of the stack without Docker', () => {
    const here = environmentOf('kafka');
    expect(fixed('kafka').length).toBeGreaterThan(15);
    for (const [name, value] of fixed('kafka'))
      expect([name, here[`KAFKA_${name?.toUpperCase().replaceAll('.', '_') ?? ''}`]]).toEqual([name, value]);
  });

  test('the connector finds the variables that it refers to', () => {
    const named = read('connectors/mysql.json')
      .matchAll(/\$\{env:([A-Z_]+)\}/g)
      .map(([, name]) => name);
    expect(Object.keys(environmentOf('connect'))).toEqual(expect.arrayContaining([...new Set(named)]));
  });
});

describe('the accounts of MySQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'concord-accounts-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The statements that the script sends, from a `mysql` that only prints. */
  const sent = () => {
    writeFileSync(join(folder, 'mysql'), '#!/bin/sh\nexec cat\n', { mode: 0o755 });
    const env = { ...environmentOf('mysql'), PATH: `${folder}:${process.env['PATH'] ?? ''}` };
    return execFileSync(join(checkout, 'ops/docker/mysql/accounts.sh'), { env, encoding: 'utf8' });
  };
  const statements = (sql: string) =>
    sql
      .split(/;\n/)
      .map((statement) => statement.trim().replaceAll("'@'127.0.0.1'", "'@'%'"))
      .filter((statement) => statement !== '' && !statement.includes("'root'"));

  test('are those of the stack without Docker, with the same rights and the passwords of .env', () => {
    const password = (name: string) => secrets[`CONCORD_MYSQL_${name.toUpperCase()}_PASSWORD`];
    const names = [...databases, 'debezium'];
    const stack = {
      secrets: { mysqlRoot: '', mysql: Object.fromEntries(names.map((name) => [name, password(name)])) },
      settings: { testAccount: false },
    } as unknown as Stack;
    expect(statements(sent())).toEqual(statements(accounts(stack)));
  });
});
