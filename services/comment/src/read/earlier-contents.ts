import type { Id } from '@concord/contracts';
import type { Reader } from '@concord/platform';

/** What a comment said before an edit. */
export interface EarlierContent {
  readonly revision: number;
  readonly content: string;
  readonly writtenAt: Date;
}

/** What a comment said before it was edited, latest first. */
export const earlierContents = (
  reader: Reader,
  id: Id,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<EarlierContent[]> =>
  reader('earlier_contents')
    .where({ comment_id: id })
    .modify((query) => void (before !== undefined && query.where('revision', '<', before)))
    .orderBy('revision', 'desc')
    .limit(limit)
    .select<EarlierContent[]>('revision', 'content', { writtenAt: 'written_at' });
