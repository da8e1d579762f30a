import type { Id } from '@concord/contracts';

/** The indices may be refreshed this much later than the index of canaries: twice their refresh interval. */
const refreshLagMs = 2_000;

interface Narrowing {
  readonly active: boolean;
  readonly version: number;
  readonly committedMs: number;
}

/**
 * Subjects (authors, posts) of which fewer people may see things that are being rewritten. The newest row of each counts. That a narrowing
 * has ended arrives by another way than what was rewritten and may overtake it; so the subject stays left out until the index has come past
 * the end.
 */
export const narrowed = () => {
  const known = new Map<Id, Narrowing>();
  return {
    /** `committedMs` is when the row was committed, ms since 1970. */
    apply: (
      subject: Id,
      { active, version }: { readonly active: boolean; readonly version: number },
      committedMs: number,
    ) => {
      if ((known.get(subject)?.version ?? 0) <= version) known.set(subject, { active, version, committedMs });
    },
    /** `indexedMs`: up to when the index is known to have everything; null when that is not known. */
    list: (indexedMs: number | null): readonly Id[] => {
      const left: Id[] = [];
      for (const [subject, { active, committedMs }] of known) {
        if (!active && indexedMs !== null && indexedMs > committedMs + refreshLagMs) known.delete(subject);
        else left.push(subject);
      }
      return left;
    },
  };
};
export type Narrowed = ReturnType<typeof narrowed>;

/** All that searches leave out: authors of posts; posts and authors of comments. */
export const narrowings = () => {
  const all = { postAuthors: narrowed(), posts: narrowed(), authors: narrowed() };
  return {
    ...all,
    list: (indexedMs: number | null) => ({
      postAuthors: all.postAuthors.list(indexedMs),
      posts: all.posts.list(indexedMs),
      authors: all.authors.list(indexedMs),
    }),
  };
};
export type Narrowings = ReturnType<typeof narrowings>;
