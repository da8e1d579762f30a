import { Poison, readChange, type KafkaRecord } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import type { Action } from './action.ts';

export interface Unusable {
  readonly record: KafkaRecord;
  readonly reason: string;
}

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
      const change = readChange(type.stream, record);
      if (change === null) continue;
      actions.push({
        index: writeAlias,
        id: change.key,
        version: change.version,
        source: type.sourceOf(change as never),
        committedAt: change.committedAt.getTime(),
        record,
      });
    } catch (error) {
      if (!(error instanceof Poison)) throw error;
      unusable.push({ record, reason: error.message });
    }
  }
  return { actions, unusable };
};
