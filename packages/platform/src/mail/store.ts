import { randomUUID } from 'node:crypto';
import type { Db, Reader, Tx } from '../mysql/database.ts';
import { transaction } from '../mysql/transaction.ts';
import type { WaitingMail } from './mail.ts';

/** A mail that this process sends, until its lease ends. */
export interface ClaimedMail extends WaitingMail {
  readonly messageKey: string;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly lease: string;
}

interface Row {
  readonly id: number;
  readonly message_key: string;
  readonly content: unknown;
  readonly attempts: number;
  readonly created_at: Date;
}

export const insertMail = async (tx: Tx, content: unknown, at: Date): Promise<void> => {
  await tx('mails').insert({
    ...{ message_key: randomUUID(), content: JSON.stringify(content) },
    ...{ due_at: at, created_at: at },
  });
};

/** Takes mails that are due, of which no other process sends one now. Who dies with them loses none: they are due again when the lease ends. */
export const claimMails = (db: Db, now: Date, limit: number, leaseMs: number): Promise<ClaimedMail[]> =>
  transaction(db, async (tx) => {
    const rows = await tx('mails')
      .whereNull('failed_at')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .select<Row[]>('id', 'message_key', 'content', 'attempts', 'created_at');
    const lease = randomUUID();
    if (rows.length > 0)
      await tx('mails')
        .whereIn(
          'id',
          rows.map(({ id }) => id),
        )
        .update({ lease, due_at: new Date(now.getTime() + leaseMs) });
    return rows.map(({ id, message_key, content, attempts, created_at }) => ({
      ...{ id, content, attempts, lease },
      ...{ messageKey: message_key, createdAt: created_at },
    }));
  });

/** A claimed mail while it is still this process's. */
const own = (reader: Reader, { id, lease }: ClaimedMail) => reader('mails').where({ id, lease });

/** Ends a mail that was sent, or that has nothing to say. */
export const endMail = async (db: Db, mail: ClaimedMail): Promise<void> => {
  await own(db, mail).delete();
};

/** Puts a mail back until then; `refused` where a server was asked, with what it said. */
export const postponeMail = async (db: Db, mail: ClaimedMail, until: Date, refused?: string): Promise<void> => {
  await own(db, mail).update({
    ...{ lease: null, due_at: until },
    ...(refused !== undefined && { attempts: mail.attempts + 1, reason: refused }),
  });
};

/** Gives a mail up; `attempts` is how often a server has refused it. */
export const failMail = async (
  db: Db,
  mail: ClaimedMail,
  { reason, attempts, at }: { reason: string; attempts: number; at: Date },
): Promise<void> => {
  await own(db, mail).update({ lease: null, failed_at: at, attempts, reason });
};

/** What waits, what was given up, and how long the oldest has been waiting. */
export interface MailLoad {
  readonly waiting: number;
  readonly failed: number;
  readonly oldest: Date | null;
}

export const mailLoad = async (reader: Reader): Promise<MailLoad> => {
  const [row] = (await reader('mails').select(
    reader.raw(
      `CAST(COALESCE(SUM(failed_at IS NULL), 0) AS SIGNED) AS waiting, COUNT(failed_at) AS failed,
       MIN(IF(failed_at IS NULL, created_at, NULL)) AS oldest`,
    ),
  )) as unknown as [MailLoad];
  return row;
};

/** Forgets mails that were given up before then, at most so many. */
export const forgetFailedMails = (db: Db, before: Date, limit: number): Promise<number> =>
  db('mails').where('failed_at', '<', before).limit(limit).delete();
