import { createRequire } from 'node:module';
import type { Knex } from 'knex';
import { within } from '../lifecycle/within.ts';
import { isContention, mapError, tooContended } from './errors.ts';

interface Field {
  readonly type: string;
  string(): string | null;
}
interface Statement {
  sql: string;
  bindings?: unknown;
  options?: { typeCast?: (field: Field, standard: () => unknown) => unknown };
}
interface Connection {
  destroy(): void;
  readonly stream: { destroy(): void };
}

/** What this file needs of knex's own MySQL client, which has no types. */
interface MySqlClient {
  readonly config: Knex.Config & { statementTimeoutMs?: number };
  readonly transacting?: boolean;
  _query(connection: Connection, statement: Statement | string): Promise<unknown>;
  acquireConnection(): Promise<Connection>;
  validateConnection(connection: Connection): boolean;
  destroyRawConnection(connection: Connection): Promise<void>;
}

const require = createRequire(import.meta.url);
const MySqlDialect = require('knex/lib/dialects/mysql2/index.js') as new (config: Knex.Config) => MySqlClient;

/**
 * BIGINT as a number, for one statement. An integer that a number cannot hold exactly fails the statement: no id or version of
 * ours comes near 2^53. (A throw inside mysql2's row parser would end the result silently, so it is remembered until the end.)
 */
const exactIntegers = () => {
  let inexact: string | undefined;
  return {
    typeCast: (field: Field, standard: () => unknown): unknown => {
      if (field.type !== 'LONGLONG') return standard();
      const text = field.string();
      if (text === null) return null;
      const value = Number(text);
      if (!Number.isSafeInteger(value)) inexact = text;
      return value;
    },
    check: () => {
      if (inexact !== undefined) throw new RangeError(`${inexact} is past 2^53: read it as CAST(… AS CHAR)`);
    },
  };
};

/** A statement that took too long; to `isOutage` a server that does not answer. */
class Late extends Error {
  readonly code = 'PROTOCOL_SEQUENCE_TIMEOUT';
}

/** mysql2's own deadline leaves its timer behind when the connection breaks. */
const inTime = <T>(milliseconds: number, work: Promise<T>): Promise<T> =>
  within(milliseconds, work, () => {
    throw new Late(`no answer within ${milliseconds} ms`);
  });

/** Lets go at once, although the server may still be at work: the pool then makes a new connection. */
const abandon = (connection: Connection): void => {
  connection.destroy();
  connection.stream.destroy();
};

/**
 * knex's MySQL client with a deadline for every statement and with its failures mapped where they arise, so that an outage
 * is the same `unavailable` for every caller, inside and outside of transactions.
 */
class DeadlineClient extends MySqlDialect {
  override async _query(connection: Connection, statement: Statement | string): Promise<unknown> {
    const query = typeof statement === 'string' ? { sql: statement } : statement;
    const integers = exactIntegers();
    query.options = { typeCast: integers.typeCast, ...query.options };
    try {
      const answer = await inTime(this.config.statementTimeoutMs ?? 15_000, super._query(connection, query));
      integers.check();
      return answer;
    } catch (error) {
      if (error instanceof Late) abandon(connection);
      if (isContention(error) && this.transacting !== true) throw tooContended(error);
      throw mapError(error);
    }
  }

  /** A broken connection never answers a goodbye: without this, closing the pool would wait 5 s for it. */
  override async destroyRawConnection(connection: Connection): Promise<void> {
    if (this.validateConnection(connection)) await super.destroyRawConnection(connection);
    else abandon(connection);
  }

  override async acquireConnection(): Promise<Connection> {
    try {
      return await super.acquireConnection();
    } catch (error) {
      throw mapError(error);
    }
  }
}

export const deadlineClient = DeadlineClient as unknown as typeof Knex.Client;
