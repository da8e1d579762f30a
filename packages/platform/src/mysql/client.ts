import { createRequire } from 'node:module';
import type { Knex } from 'knex';
import { isContention, mapError, tooContended } from './errors.ts';

interface Field {
  readonly type: string;
  string(): string | null;
}
interface Statement {
  sql: string;
  bindings?: unknown;
  options?: { timeout?: number; typeCast?: (field: Field, standard: () => unknown) => unknown };
}
interface Connection {
  destroy(): void;
}

/** What this file needs of knex's own MySQL client, which has no types. */
interface MySqlClient {
  readonly config: Knex.Config & { statementTimeoutMs?: number };
  readonly transacting?: boolean;
  _query(connection: Connection, statement: Statement | string): Promise<unknown>;
  acquireConnection(): Promise<Connection>;
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

/**
 * knex's MySQL client with a deadline for every statement and with its failures mapped where they arise, so that an outage
 * is the same `unavailable` for every caller, inside and outside of transactions.
 */
class DeadlineClient extends MySqlDialect {
  override async _query(connection: Connection, statement: Statement | string): Promise<unknown> {
    const query = typeof statement === 'string' ? { sql: statement } : statement;
    const integers = exactIntegers();
    query.options = {
      timeout: this.config.statementTimeoutMs ?? 15_000,
      typeCast: integers.typeCast,
      ...query.options,
    };
    try {
      const answer = await super._query(connection, query);
      integers.check();
      return answer;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy();
      if (isContention(error) && this.transacting !== true) throw tooContended(error);
      throw mapError(error);
    }
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
