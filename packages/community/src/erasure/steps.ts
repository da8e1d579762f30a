import type { Id } from '@concord/contracts';
import { forgetBefore, mailsOf, type MailHolder, type Reader } from '@concord/platform';
import type { ErasureStep } from './erasure.ts';

/** The same step for what others did to the account. */
export const byOthers = (step: ErasureStep): ErasureStep => ({ ...step, byOthers: true });

/** Deletes the rows that name the account in this column, which an index begins with. */
export const deletedRows = (kind: string, table: string, column: string): ErasureStep => ({
  kind,
  erase: (tx, account, limit) =>
    tx(table)
      .where({ [column]: account })
      .limit(limit)
      .delete(),
});

type Blank = Readonly<Record<string, string | number | null>>;

/** Takes the account out of this column of rows that stay, in a table that is not captured. */
export const anonymisedRows = (kind: string, table: string, column: string, blank: Blank): ErasureStep => ({
  kind,
  erase: (tx, account, limit) =>
    tx(table)
      .where({ [column]: account })
      .limit(limit)
      .update(blank),
});

/** The same in a captured table: the rows get later versions, and their newest records say nothing of the account. */
export const anonymisedEntities = (kind: string, table: string, column: string, blank: Blank): ErasureStep => ({
  kind,
  erase: async (tx, account, limit) => {
    const ids = (await tx(table)
      .where({ [column]: account })
      .orderBy('id')
      .limit(limit)
      .forUpdate()
      .pluck('id')) as Id[];
    const rows = () => tx(table).whereIn('id', ids);
    await rows().update({ ...blank, version: tx.raw('version + 1') });
    await forgetBefore(rows());
    return ids.length;
  },
});

/**
 * Takes the account out of the mentions (a JSON list of ids with a multi-valued index) of what others wrote: the text stays, and names
 * nobody any more.
 */
export const forgottenMentions = (table: string): ErasureStep => ({
  kind: 'mentions',
  byOthers: true,
  erase: async (tx, account, limit) => {
    const rows = await tx(table)
      .whereRaw('? MEMBER OF(mentions)', [account])
      .limit(limit)
      .forUpdate()
      .select<{ id: Id; mentions: readonly Id[] }[]>('id', 'mentions');
    for (const { id, mentions } of rows)
      await tx(table)
        .where({ id })
        .update({
          mentions: JSON.stringify(mentions.filter((mentioned) => mentioned !== account)),
          version: tx.raw('version + 1'),
        });
    await forgetBefore(
      tx(table).whereIn(
        'id',
        rows.map(({ id }) => id),
      ),
    );
    return rows.length;
  },
});

/** Mails to the account that wait, or were given up: others cause many of them. */
export const waitingMails = (holder: MailHolder): ErasureStep => ({
  kind: 'mails',
  byOthers: true,
  erase: (tx, account, limit) => mailsOf(tx, holder, account).limit(limit).delete(),
});

/** The answers kept for an account's requests: they hold what it wrote. */
export const keptAnswers: ErasureStep = deletedRows('kept_answers', 'idempotency_keys', 'account_id');

/** Whether the copy of people knows that the account is deleted. */
export const isDeletedPerson = async (reader: Reader, account: Id): Promise<boolean> =>
  (await reader('people').where({ id: account, status: 'deleted' }).first('id')) !== undefined;

/** The same, where copies of posts and comments must have forgotten it too: their owners take it out, and their streams bring that. */
export const isForgotten =
  (...copies: readonly ('posts' | 'comments')[]) =>
  async (reader: Reader, account: Id): Promise<boolean> => {
    for (const copy of copies)
      if ((await reader(copy).where({ user_id: account }).first('id')) !== undefined) return false;
    return isDeletedPerson(reader, account);
  };
