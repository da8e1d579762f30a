import { Poison, readChange, type KafkaRecord } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import type { Action } from './action.ts';

/** A record that never becomes a document, and why; the reason does not quote it. */
export interface Unusable {
  readonly record: KafkaRecord;
  readonly reason: string;
}

/** A projection is pure: what it throws once it throws always. */
const project = (type: DocumentType, change: Parameters<DocumentType['sourceOf']>[0]) => {
  try {
    return type.sourceOf(change);
  } catch (cause) {
    throw new Poison(`the projection failed: ${cause instanceof Error ? cause.name : 'unknown'}`, { cause });
  }
};

const actionOf = (type: DocumentType, writeAlias: string, record: KafkaRecord): Action | null => {
  const change = readChange(type.stream, record);
  if (change === null) return null;
  const { key, version, committedAt } = change;
  const source = project(type, change as Parameters<DocumentType['sourceOf']>[0]);
  return { index: writeAlias, id: key, version, source, committedAt: committedAt.getTime(), record };
};

/** Turns the records of one document type into actions for its write alias; what cannot be read or projected is set apart. */
export const readActions = (
  type: DocumentType,
  writeAlias: string,
  records: readonly KafkaRecord[],
): { actions: Action[]; unusable: Unusable[] } => {
  const actions: Action[] = [];
  const unusable: Unusable[] = [];
  for (const record of records) {
    try {
      const action = actionOf(type, writeAlias, record);
      if (action !== null) actions.push(action);
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      unusable.push({ record, reason: error.message });
    }
  }
  return { actions, unusable };
};
