import type { Db } from '@concord/platform';

/**
 * Keeps what is published: the outbox becomes a view through which rows are inserted but, its condition being false, never found
 * again, so that deleting them in the same transaction leaves them where the test can see them. A rollback still takes them away.
 */
export const keepEvents = async (db: Db): Promise<void> => {
  await db.raw('RENAME TABLE outbox TO told');
  await db.raw('CREATE VIEW outbox AS SELECT * FROM told WHERE id IS NULL');
};

export interface Told<P> {
  readonly type: string;
  readonly aggregateid: string;
  readonly payload: P;
}

/** What was published since it was last asked. */
export const toldSince = async <P = Readonly<Record<string, unknown>>>(db: Db): Promise<Told<P>[]> => {
  const rows = (await db('told').select('type', 'aggregateid', 'payload').orderBy('created_at')) as Told<P>[];
  await db('told').delete();
  return rows;
};
