import type { AccountStatus } from '@concord/contracts';
import { openDatabase, openElasticsearch, openKafka, type Db } from '@concord/platform';
import { Failure } from '../stack/failure.ts';
import { databases, type Database } from '../stack/secrets.ts';
import { lookInElasticsearch } from './in-elasticsearch.ts';
import { lookInKafka } from './in-kafka.ts';
import { lookInMysql } from './in-mysql.ts';
import { lookInRedis } from './in-redis.ts';
import type { Finding, Sought } from './sought.ts';

type Env = Readonly<Record<string, string | undefined>>;

export type ScanOptions = {
  readonly env: Env;
  readonly accountId: number;
  /** Looked for beside what auth still knows of the account. */
  readonly also: readonly string[];
  readonly signal: AbortSignal;
  /** What is looked through now. */
  readonly onStep: (what: string) => void;
};

export type Scan = {
  readonly accountId: number;
  readonly status: AccountStatus;
  readonly findings: readonly Finding[];
  readonly references: number;
  /** Those that the manifest lets a deletion leave. */
  readonly allowed: number;
};

const needed = (env: Env, name: string): string => {
  const value = env[name];
  if (value !== undefined) return value;
  throw new Failure({ cause: `The stack's environment lacks ${name}.`, remedy: 'Write it anew: ./concord up' });
};

const withDatabase = async <T>(env: Env, name: Database, work: (db: Db) => Promise<T>): Promise<T> => {
  const url = needed(env, `CONCORD_${name.toUpperCase()}_DATABASE_URL`);
  const db = openDatabase(url, { poolSize: 1, statementTimeoutMs: 600_000 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
};

interface Known {
  readonly status: AccountStatus;
  /** Name, address and display name; none of an account that is deleted. */
  readonly texts: readonly string[];
}

type Row = {
  readonly status: AccountStatus;
  readonly username: string;
  readonly email: string;
  readonly display_name: string;
};

const knownOf = (env: Env, accountId: number): Promise<Known> =>
  withDatabase(env, 'auth', async (db) => {
    const row = await db('users')
      .where({ id: accountId })
      .first<Row | undefined>('status', 'username', 'email', 'display_name');
    if (row === undefined)
      throw new Failure({
        cause: `There is no account ${accountId}, and has been none.`,
        remedy: 'Whose id is it? ./concord users list',
      });
    const { status, username, email, display_name } = row;
    const texts = status === 'deleted' ? [] : [username, email, display_name].filter((text) => text !== '');
    return { status, texts };
  });

const inDatabases = async ({ env, onStep }: ScanOptions, sought: Sought): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const name of databases) {
    onStep(`database ${name}`);
    findings.push(...(await withDatabase(env, name, (db) => lookInMysql(db, name, sought))));
  }
  return findings;
};

const inIndices = async ({ env, onStep }: ScanOptions, sought: Sought): Promise<Finding[]> => {
  onStep('search index');
  const elasticsearch = openElasticsearch(needed(env, 'CONCORD_ELASTICSEARCH_URL'));
  try {
    return await lookInElasticsearch(elasticsearch, env['CONCORD_INDEX_PREFIX'] ?? 'concord', sought);
  } finally {
    await elasticsearch.close();
  }
};

const inTopics = async ({ env, onStep, signal }: ScanOptions, sought: Sought): Promise<Finding[]> => {
  onStep('topics');
  const kafka = openKafka({ brokers: needed(env, 'CONCORD_KAFKA_BROKERS').split(','), clientId: 'concord-privacy' });
  try {
    return await lookInKafka(kafka, sought, signal);
  } finally {
    await kafka.stop();
  }
};

/** Looks for an account in everything that the platform keeps. */
export const scan = async (options: ScanOptions): Promise<Scan> => {
  const { env, accountId, also, onStep } = options;
  const { status, texts } = await knownOf(env, accountId);
  const sought = { accountId, texts: [...new Set([...also, ...texts])] };
  const findings = await inDatabases(options, sought);
  findings.push(...(await inIndices(options, sought)));
  onStep('Redis');
  findings.push(...(await lookInRedis(needed(env, 'CONCORD_REDIS_URL'), sought)));
  findings.push(...(await inTopics(options, sought)));
  const sum = (of: 'references' | 'allowed') => findings.reduce((total, finding) => total + finding[of], 0);
  return { accountId, status, findings, references: sum('references'), allowed: sum('allowed') };
};
