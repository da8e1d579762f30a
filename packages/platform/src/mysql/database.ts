import knex, { type Knex } from 'knex';
import type { Part } from '../lifecycle/part.ts';
import { logger } from '../telemetry/log.ts';
import { deadlineClient } from './client.ts';

export type Db = Knex;
export type Tx = Knex.Transaction;
/** A query being built. */
export type Query = Knex.QueryBuilder;
/** Whatever a read may run on: the pool, or a transaction to see its own writes. */
export type Reader = Db | Tx;

export interface DatabaseOptions {
  /** Connections at the most; 10 unless told. */
  readonly poolSize?: number;
  /** How long one statement may take; 15 s unless told. */
  readonly statementTimeoutMs?: number;
  /** Lets one query hold several statements. Never for a service: with it an injection could do anything. */
  readonly severalStatements?: boolean;
}

const log = logger('mysql');
const quietly = (message: unknown): void => log.debug({ message }, 'driver');

const session = [
  "SET SESSION time_zone = '+00:00'",
  "collation_connection = 'utf8mb4_0900_ai_ci'",
  "transaction_isolation = 'READ-COMMITTED'",
  'innodb_lock_wait_timeout = 5',
].join(', SESSION ');

/**
 * A pool for one database, `mysql://user:password@host:port/database`; connects when first used.
 *
 * In UTC and READ COMMITTED; BIGINT is a number (past 2^53 the statement fails), DATETIME a Date, DATE as `2026-01-31`, JSON parsed, TINYINT(1) 0 or 1, DECIMAL (also SUM) a string.
 * A server that is away is `errors.unavailable`, within 5 s; lost connections are replaced without a restart.
 */
export const openDatabase = (url: string, options: DatabaseOptions = {}): Db => {
  const { hostname, port, username, password, pathname } = new URL(url);
  return knex({
    client: deadlineClient,
    connection: {
      host: hostname,
      port: Number(port || 3306),
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      ...(pathname.length > 1 && { database: decodeURIComponent(pathname.slice(1)) }),
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: ['DATE'],
      connectTimeout: 3_000,
      multipleStatements: options.severalStatements === true,
    },
    pool: {
      min: 0,
      max: options.poolSize ?? 10,
      acquireTimeoutMillis: 5_000,
      createTimeoutMillis: 4_000,
      idleTimeoutMillis: 30_000,
      createRetryIntervalMillis: 200,
      afterCreate: (
        connection: { query(sql: string, done: (error: unknown) => void): void },
        done: (error: unknown, connection: unknown) => void,
      ) => connection.query(session, (error) => done(error, connection)),
    },
    compileSqlOnError: false,
    asyncStackTraces: false,
    log: { warn: quietly, error: quietly, deprecate: quietly, debug: quietly },
    statementTimeoutMs: options.statementTimeoutMs ?? 15_000,
  } as Knex.Config);
};

/** The pool as a part: watched every few seconds while it runs, closed when stopped; started although MySQL is away. */
export const databasePart = (db: Db): Part => {
  let reason: string | null = 'not connected yet';
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const before = reason;
    reason = await db.raw('SELECT 1').then(
      () => null,
      (error: unknown) => nameOf(error),
    );
    if (reason !== before) log[reason === null ? 'info' : 'warn']({ reason }, 'connection');
  };
  return {
    name: 'mysql',
    notReady: () => reason,
    start: async () => {
      await look();
      timer = setInterval(() => void look(), 3_000).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await db.destroy();
    },
  };
};

const nameOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : 'unknown failure';
};
