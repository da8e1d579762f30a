/**
 * One file for the local and the official distribution: only the `analysis-common` filters and core field types, which both
 * have. `auto_expand_replicas` gives replicas where there is a second node. `refresh_interval` is only the backstop: the
 * indexer refreshes by itself. What a small refresh costs is making files and, later, merging them: without the
 * bloom filter for ids it makes 22 and not 30, and with a low floor a merge takes segments of about the same size, instead of writing
 * everything below 2 MB again and again. Versions of deleted documents are remembered for `gc_deletes`, for what operators delete by hand.
 */
export const settings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  refresh_interval: '1s',
  gc_deletes: '1h',
  'bloom_filter_for_id_field.enabled': false,
  'merge.policy.floor_segment': '64kb',
  analysis: {
    filter: {
      english_possessive: { type: 'stemmer', language: 'possessive_english' },
      english_light: { type: 'stemmer', language: 'light_english' },
      beginnings: { type: 'edge_ngram', min_gram: 1, max_gram: 30 },
      as_beginning: { type: 'truncate', length: 30 },
    },
    analyzer: {
      /** Words of any language without case and accents; Chinese, Japanese and Korean as pairs of characters. */
      folded: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'asciifolding', 'cjk_bigram'],
      },
      /** The same with English endings taken off. */
      english_light: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'english_possessive', 'asciifolding', 'cjk_bigram', 'english_light'],
      },
      /** Names, found by the beginning of each word and by each Chinese, Japanese or Korean character … */
      name_beginnings: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'asciifolding', 'beginnings'],
      },
      /** … and what is being typed to find them. */
      being_typed: {
        type: 'custom',
        tokenizer: 'standard',
        filter: ['cjk_width', 'lowercase', 'asciifolding', 'as_beginning'],
      },
    },
    normalizer: { folded: { type: 'custom', filter: ['lowercase', 'asciifolding'] } },
  },
} as const;
