import type { Mapping } from '../../document.ts';

export const mapping: Mapping = {
  id: { type: 'long' },
  post_id: { type: 'keyword' },
  parent_id: { type: 'keyword', index: false, doc_values: false },
  author_id: { type: 'keyword' },
  author_active: { type: 'boolean' },
  post_author_id: { type: 'keyword' },
  post_width: { type: 'keyword' },
  text: {
    type: 'text',
    analyzer: 'folded',
    index_options: 'offsets',
    fields: { english: { type: 'text', analyzer: 'english_light', index_options: 'offsets' } },
  },
  mentions: { type: 'keyword' },
  like_count: { type: 'integer', index: false },
  created_at: { type: 'date' },
  updated_at: { type: 'date', index: false },
};
