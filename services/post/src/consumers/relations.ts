import { state } from '@concord/contracts';
import { localCopy } from '@concord/platform';

/** What people are to each other. */
export const relations = localCopy(state.user.relations, {
  table: 'relations',
  key: ['viewer_id', 'author_id'],
  columns: ['follows', 'friend', 'blocks', 'blocked_by', 'mutes'],
});
