/** What a scan looks for: an account by its id, and texts that tell of it. */
export type Sought = { readonly accountId: number; readonly texts: readonly string[] };

/** References in one place: a column, a field of an index, a kind of key, a part of a topic's records. */
export type Finding = {
  readonly store: 'mysql' | 'elasticsearch' | 'redis' | 'kafka';
  readonly place: string;
  readonly references: number;
  /** Those of them that the manifest lets a deletion leave. */
  readonly allowed: number;
  /** Why they are allowed; where none is, what the manifest says a deletion does. */
  readonly rule: string;
};

/** Letters and digits around a text make it another word. */
const standingAlone = (text: string): string => {
  const literal = text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return String.raw`(?<![\p{L}\p{N}_])${literal}(?![\p{L}\p{N}_])`;
};

/** Whether a value holds the id as a whole number, or one of the texts as whole words, wherever it is nested. */
export const matcher = ({
  accountId,
  texts,
}: Sought): { id(value: unknown): boolean; text(value: unknown): boolean } => {
  const number = new RegExp(standingAlone(String(accountId)), 'u');
  const words = texts.length === 0 ? null : new RegExp(texts.map(standingAlone).join('|'), 'iu');
  const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  return { id: (value) => number.test(asText(value)), text: (value) => words?.test(asText(value)) ?? false };
};

/** Adds up findings of one store by their places. */
export const tally = (store: Finding['store']) => {
  const found = new Map<string, { references: number; allowed: number; rule: string }>();
  return {
    add: (place: string, rule: string, allowed: boolean, references = 1): void => {
      const held = found.get(place) ?? { references: 0, allowed: 0, rule };
      held.references += references;
      held.allowed += allowed ? references : 0;
      if (!allowed) held.rule = rule;
      found.set(place, held);
    },
    findings: (): Finding[] => [...found].map(([place, counts]) => ({ store, place, ...counts })),
  };
};
