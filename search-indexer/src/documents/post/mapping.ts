import type { Mapping } from '../../document.ts';

export const mapping: Mapping = {
  id: { type: 'long' },
  author_id: { type: 'keyword' },
  text: {
    type: 'text',
    analyzer: 'folded',
    index_options: 'offsets',
    fields: { english: { type: 'text', analyzer: 'english_light', index_options: 'offsets' } },
  },
  // Counted and shown as they were written; typed and searched for without accents.
  tags: { type: 'keyword', normalizer: 'lowercase', fields: { folded: { type: 'keyword', normalizer: 'folded' } } },
  mentions: { type: 'keyword' },
  location: { type: 'text', analyzer: 'folded' },
  audience: { type: 'keyword' },
  width: { type: 'keyword' },
  // Shown, or sorted by at most: nobody looks for a number of likes.
  like_count: { type: 'integer', index: false },
  comment_count: { type: 'integer', index: false },
  share_count: { type: 'integer', index: false },
  created_at: { type: 'date' },
  updated_at: { type: 'date', index: false },
};
