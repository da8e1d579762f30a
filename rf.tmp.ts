import { readFileSync } from 'node:fs';
import { openElasticsearch } from './packages/platform/src/index.ts';
import { post } from './search-indexer/src/documents/post/project.ts';
import { settings } from './search-indexer/src/indices/settings.ts';
import { postText, randomNumbers } from './ops/bench/text.ts';
const es = openElasticsearch(process.env.CONCORD_ELASTICSEARCH_URL!);
const r = randomNumbers(1);
const ticks = (t: string) => { const s = readFileSync(`/proc/12998/task/${t}/stat`, 'utf8'); const f = s.slice(s.lastIndexOf(')') + 2).split(' '); return (Number(f[11]) + Number(f[12])) * 10; };
const { text, ...rest } = post.mapping as any;
const { index_prefixes, ...noprefix } = text;
const { fields, ...noenglish } = text;
const variants: Record<string, { s?: object; m?: object }> = {
  current: {},
  nobloom: { s: { 'index.bloom_filter_for_id_field.enabled': false } },
  nocompound: { s: { 'index.compound_format': false } },
  noprefix: { m: { ...rest, text: noprefix } },
  noenglish: { m: { ...rest, text: noenglish } },
  nobloomnoseq: { s: { 'index.bloom_filter_for_id_field.enabled': false, 'index.soft_deletes.retention.operations': 0 } },
};
const only = process.argv[2]?.split(',') ?? Object.keys(variants);
for (let round = 0; round < 2; round++) for (const name of only) {
  const v = variants[name]!;
  const ix = `t_rf_${name}`;
  await es.indices.delete({ index: ix }, { ignore: [404] });
  await es.indices.create({ index: ix, settings: { ...(settings as any), refresh_interval: '-1', ...v.s }, mappings: { properties: (v.m ?? post.mapping) as any } });
  let id = 1;
  const once = async (n: number) => {
    const operations = Array.from({ length: n }, () => [{ index: { _id: String(id++), version: 1, version_type: 'external_gte' } }, { id, author_id: 1, text: postText(r), tags: ['a'], mentions: [], location: null, audience: 'private', width: 'private', like_count: 0, comment_count: 0, share_count: 0, created_at: new Date(), updated_at: new Date(), version: 1, deleted: false }]).flat();
    const a = performance.now(); const b = await es.bulk({ index: ix, operations: operations as any }); if (b.errors) console.log(JSON.stringify(b.items[0])); const c = performance.now(); await es.indices.refresh({ index: ix }); return [c - a, performance.now() - c] as const;
  };
  for (let i = 0; i < 20; i++) await once(5);
  const t0 = ticks('13500'); const all = []; for (let i = 0; i < 100; i++) all.push(await once(5));
  const med = (k: 0 | 1) => all.map((x) => x[k]).sort((a, b) => a - b)[50]!.toFixed(1);
  console.log(name.padEnd(14), 'refresh thread CPU per refresh', ((ticks('13500') - t0) / 100).toFixed(1), 'ms; refresh wall p50', med(1), 'bulk wall p50', med(0));
  await es.indices.delete({ index: ix });
}
process.exit(0);
