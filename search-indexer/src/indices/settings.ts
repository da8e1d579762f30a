/**
 * One file for the local and the official distribution: only the `analysis-common` filters and core field types, which both
 * have. `auto_expand_replicas` gives replicas where there is a second node. `refresh_interval` is only the backstop: the
 * indexer refreshes by itself while its queue is short.
 */
export const settings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  refresh_interval: '1s',
  'index.gc_deletes': '1h',
  analysis: {
    filter: {
      english_possessive: { type: 'stemmer', language: 'possessive_english' },
      english_light: { type: 'stemmer', language: 'light_english' },
      beginnings: { type: 'edge_ngram', min_gram: 1, max_gram: 15 },
    },
    analyzer: {
      folded: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'asciifolding', 'cjk_bigram'],
      },
      english_light: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'english_possessive', 'asciifolding', 'cjk_bigram', 'english_light'],
      },
      typeahead: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'asciifolding', 'beginnings'],
      },
    },
    normalizer: { folded: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
  },
} as const;
