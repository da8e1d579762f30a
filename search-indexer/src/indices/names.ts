import type { DocumentType } from '../document.ts';

export interface IndexNames {
  /** What searches read; leaves tombstones out. */
  readonly read: string;
  /** What the indexer writes to; the same index until a rebuild swaps them. */
  readonly write: string;
  /** The first physical index of this generation; rebuilds count on. */
  readonly first: string;
  /** Matches every physical index of the type. */
  readonly pattern: string;
}

export const indexNames = (
  prefix: string,
  { index, generation }: Pick<DocumentType, 'index' | 'generation'>,
): IndexNames => ({
  read: `${prefix}-${index}`,
  write: `${prefix}-${index}-write`,
  first: `${prefix}-${index}-v${String(generation)}-000001`,
  pattern: `${prefix}-${index}-v*`,
});
