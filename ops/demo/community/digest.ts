import { createHash } from 'node:crypto';

/** A stable source of choices for one key: the same key and purpose always give the same choice. */
export interface Digest {
  /** An integer in [0, below). */
  readonly below: (purpose: string, below: number) => number;
  /** One item of a list that is not empty. */
  readonly pick: <Item>(purpose: string, items: readonly Item[]) => Item;
}

const number = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 6);

/** Choices that look random and depend on the key alone. */
export function digest(key: string): Digest {
  const below = (purpose: string, limit: number): number => number(`${purpose}\n${key}`) % limit;
  return {
    below,
    pick: (purpose, items) => {
      const item = items[below(purpose, items.length)];
      if (item === undefined) throw new Error(`nothing to pick for ${purpose}`);
      return item;
    },
  };
}
