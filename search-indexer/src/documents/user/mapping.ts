import type { Mapping } from '../../document.ts';

const typed = { type: 'text', analyzer: 'name_beginnings', search_analyzer: 'being_typed' } as const;

export const mapping: Mapping = {
  id: { type: 'long' },
  username: { type: 'keyword', fields: { typed } },
  display_name: { type: 'text', analyzer: 'folded', fields: { typed } },
  bio: { type: 'text', analyzer: 'folded', fields: { english: { type: 'text', analyzer: 'english_light' } } },
  location: { type: 'text', analyzer: 'folded' },
  avatar_url: { type: 'keyword', index: false, doc_values: false },
  status: { type: 'keyword' },
  search_width: { type: 'keyword' },
  page_width: { type: 'keyword' },
  created_at: { type: 'date' },
};
