/** A post before the community's size is chosen. */
export interface Draft {
  readonly id: string;
  readonly author: string;
  readonly root: string;
  /** The message that it answers, and who wrote that. */
  readonly parent: string | undefined;
  readonly parentAuthor: string | undefined;
  readonly title: string;
  readonly text: string;
  readonly sentAt: Date;
  readonly tags: readonly string[];
}

export interface Size {
  readonly users?: number;
  readonly posts?: number;
}

/** Whose words were answered by whom: pairs of [who answers, who is answered], each once. */
export function answers(drafts: readonly Draft[]): (readonly [string, string])[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const { author, parentAuthor } of drafts) {
    if (parentAuthor !== undefined && parentAuthor !== author)
      pairs.set(`${author}\n${parentAuthor}`, [author, parentAuthor]);
  }
  return [...pairs.values()];
}

const counted = (keys: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** The authors, those who talk with most others first, then those who write most. */
export function busiest(drafts: readonly Draft[]): string[] {
  const partners = counted(answers(drafts).flat());
  const written = counted(drafts.map((draft) => draft.author));
  const rank = (key: string): number => (partners.get(key) ?? 0) * 10_000 + (written.get(key) ?? 0);
  return [...written.keys()].sort((one, other) => rank(other) - rank(one) || (one < other ? -1 : 1));
}

/** The posts of a smaller community, oldest first: of the people who talk with most others, each with at least one post, conversations before monologues. */
export function select(drafts: readonly Draft[], { users = Infinity, posts = Infinity }: Size): Draft[] {
  const chosen = new Set(busiest(drafts).slice(0, Math.min(users, posts)));
  const theirs = drafts.filter((draft) => chosen.has(draft.author));
  const voices = new Map<string, Set<string>>();
  for (const draft of theirs) voices.set(draft.root, (voices.get(draft.root) ?? new Set()).add(draft.author));
  const seen = new Set<string>();
  const rank = (draft: Draft): number => {
    const first = !seen.has(draft.author);
    seen.add(draft.author);
    return first ? Infinity : Math.min(voices.get(draft.root)?.size ?? 0, 4);
  };
  const ranked = theirs.map((draft, at) => ({ draft, at, rank: rank(draft) }));
  ranked.sort((one, other) => (one.rank === other.rank ? one.at - other.at : other.rank - one.rank));
  return ranked
    .slice(0, posts)
    .sort((one, other) => one.at - other.at)
    .map(({ draft }) => draft);
}
