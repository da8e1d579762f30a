import type { Mapping } from '../../document.ts';

export const mapping: Mapping = {
  viewer_id: { type: 'long' },
  author_id: { type: 'long' },
  follows: { type: 'boolean' },
  friend: { type: 'boolean' },
  blocks: { type: 'boolean' },
  blocked_by: { type: 'boolean' },
  mutes: { type: 'boolean' },
};
