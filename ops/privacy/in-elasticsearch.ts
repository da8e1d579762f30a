import type { Elasticsearch } from '@concord/platform';
import { fieldRule, textRule } from './rules.ts';
import { matcher, tally, type Finding, type Sought } from './sought.ts';

type Hit = {
  readonly _index: string;
  readonly _id?: string;
  readonly _source?: Record<string, unknown>;
  readonly sort?: unknown[];
};

/** Every document of every index with the prefix, tombstones too. */
async function* documents(elasticsearch: Elasticsearch, prefix: string): AsyncGenerator<Hit> {
  const { id } = await elasticsearch.openPointInTime({
    index: `${prefix}-*`,
    keep_alive: '2m',
    expand_wildcards: 'all',
  });
  try {
    for (let after: unknown[] | undefined; ;) {
      const { hits } = await elasticsearch.search<Record<string, unknown>>({
        pit: { id, keep_alive: '2m' },
        size: 2_000,
        sort: [{ _shard_doc: 'asc' }],
        track_total_hits: false,
        ...(after !== undefined && { search_after: after as string[] }),
      });
      yield* hits.hits as Hit[];
      after = hits.hits.at(-1)?.sort;
      if (after === undefined) return;
    }
  } finally {
    await elasticsearch.closePointInTime({ id }).catch(() => undefined);
  }
}

/** The document type of a physical index: `concord-posts-v1-000001` is `posts`. */
const typeOf = (prefix: string, index: string) => index.slice(prefix.length + 1).replace(/-v\d+-\d+$/, '');

/** Every field of every document, as it was put there. */
export const lookInElasticsearch = async (
  elasticsearch: Elasticsearch,
  prefix: string,
  sought: Sought,
): Promise<Finding[]> => {
  const { id, text } = matcher(sought);
  const found = tally('elasticsearch');
  await elasticsearch.indices.refresh({ index: `${prefix}-*`, expand_wildcards: 'all' });
  for await (const { _index, _source = {} } of documents(elasticsearch, prefix)) {
    const type = typeOf(prefix, _index);
    for (const [field, value] of Object.entries(_source))
      for (const rule of [...(id(value) ? [fieldRule(type, field)] : []), ...(text(value) ? [textRule] : [])])
        found.add(`${prefix}-${type}.${field}`, rule.words, rule.allowed);
  }
  return found.findings();
};
