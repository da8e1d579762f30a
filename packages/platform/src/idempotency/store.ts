import { errors } from '@concord/contracts';
import type { Knex } from 'knex';
import type { Db, Reader, Tx } from '../mysql/database.ts';
import { duplicateKey, isLocked } from '../mysql/errors.ts';
import type { Idempotency } from './idempotency.ts';
import { SentReply } from '../http/sent-reply.ts';

/** How long an answer can be had again. */
export const keptHours = 24;

/**
 * The answers to requests that carried an `Idempotency-Key`; called by a migration of a service with such operations. A committed row always
 * has its answer, bodies included: user content, which is why no row outlives `keptHours` by more than the sweep's pause.
 */
export const idempotencyTable = (knex: Knex): Promise<unknown> =>
  knex.raw(`CREATE TABLE idempotency_keys (
    account_id BIGINT NOT NULL,
    idempotency_key VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint BINARY(32) NOT NULL COMMENT 'SHA-256 of the operation and what it was given',
    answer MEDIUMTEXT NULL COMMENT 'JSON: status, headers, body as sent; null only inside the transaction that makes it',
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    PRIMARY KEY (account_id, idempotency_key),
    KEY idempotency_keys_age (created_at)
  ) COMMENT 'answers to be sent again, for 24 hours; not captured'`);

interface KeyRow {
  readonly fingerprint: Buffer;
  readonly answer: string;
  readonly expired: 0 | 1;
}

const whereKey = ({ account, key }: Idempotency) => ({ account_id: account, idempotency_key: key });

/**
 * The answer that this request got before, or null: then its key is claimed by this transaction. Throws `idempotency_in_flight` while
 * another transaction holds the key, `idempotency_key_reused` where it stands for another request.
 */
export const answeredOrClaimed = async (tx: Tx, attempt: Idempotency): Promise<SentReply | null> => {
  const row = await lockKey(tx, attempt);
  const answer = answerIn(row, attempt);
  if (answer !== null) return answer;
  if (row) await tx('idempotency_keys').where(whereKey(attempt)).delete();
  await claimKey(tx, attempt);
  return null;
};

/** The same answer without claiming the key where there is none; throws as `answeredOrClaimed`. */
export const findAnswer = async (reader: Reader, attempt: Idempotency): Promise<SentReply | null> =>
  answerIn(await lockKey(reader, attempt), attempt);

const answerIn = (row: KeyRow | undefined, { fingerprint }: Idempotency): SentReply | null => {
  if (row === undefined || row.expired === 1) return null;
  if (!row.fingerprint.equals(fingerprint)) throw errors.idempotencyKeyReused();
  return SentReply.parse(row.answer);
};

const inFlight = () => errors.idempotencyInFlight(undefined, { retryAfter: 1 });

const lockKey = async (reader: Reader, attempt: Idempotency): Promise<KeyRow | undefined> => {
  try {
    return await reader('idempotency_keys')
      .where(whereKey(attempt))
      .forUpdate()
      .noWait()
      .select('fingerprint', 'answer')
      .select(reader.raw('created_at < CURRENT_TIMESTAMP(3) - INTERVAL ? HOUR AS expired', [keptHours]))
      .first<KeyRow | undefined>();
  } catch (error) {
    throw isLocked(error) ? inFlight() : error;
  }
};

const claimKey = async (tx: Tx, attempt: Idempotency): Promise<void> => {
  try {
    await tx('idempotency_keys').insert({ ...whereKey(attempt), fingerprint: attempt.fingerprint });
  } catch (error) {
    throw duplicateKey(error) === null ? error : inFlight();
  }
};

/** Keeps the answer of a claimed key, in the transaction of the effect. */
export const keepAnswer = async (tx: Tx, attempt: Idempotency, reply: SentReply): Promise<void> => {
  await tx('idempotency_keys')
    .where(whereKey(attempt))
    .update({ answer: JSON.stringify(reply) });
};

/** Forgets answers that are too old, at most so many; gives how many there were. */
export const forgetAnswers = (db: Db, limit: number): Promise<number> =>
  db('idempotency_keys')
    .whereRaw('created_at < CURRENT_TIMESTAMP(3) - INTERVAL ? HOUR', [keptHours])
    .limit(limit)
    .delete();
