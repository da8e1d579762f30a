import { openDatabase, openElasticsearch } from '@concord/platform';
import { documents } from '../../search-indexer/src/documents/index.ts';
import { indexNames } from '../../search-indexer/src/indices/names.ts';
import { indexContent } from '../e2e/index-content.ts';
import { setting } from '../e2e/platform.ts';

type Agreement = { readonly compared: number; readonly different: readonly string[] };

/** Every row of every table that is searched, by key, with its version. */
const versionsIn = async (service: string, table: string, key: readonly string[]): Promise<Map<string, number>> => {
  const db = openDatabase(setting(`CONCORD_${service.toUpperCase()}_DATABASE_URL`), { poolSize: 1 });
  try {
    const rows = await db(table).select<(Record<string, number> & { version: number })[]>(...key, 'version');
    return new Map(rows.map((row) => [key.map((column) => row[column]).join(':'), row.version]));
  } finally {
    await db.destroy();
  }
};

/** Compares every document's version with its row's. What marks progress moves all the time and is left out, and so is the mark of a purged row. */
export const indexAgreement = async (): Promise<Agreement> => {
  const client = openElasticsearch(setting('CONCORD_ELASTICSEARCH_URL'));
  const different: string[] = [];
  let compared = 0;
  try {
    for (const type of documents.filter(({ marksProgress }) => !marksProgress)) {
      const { service, table, key } = type.stream;
      const rows = await versionsIn(service, table, key);
      const found = await indexContent(client, indexNames('concord', type).write);
      compared += rows.size;
      for (const [id, version] of rows)
        if (found.get(id)?.version !== version)
          different.push(`${type.index} ${id}: row ${version}, index ${found.get(id)?.version ?? 'nothing'}`);
      for (const [id, { source }] of found)
        if (!rows.has(id) && (source as { deleted?: boolean }).deleted !== true)
          different.push(`${type.index} ${id}: no row`);
    }
  } finally {
    await client.close();
  }
  return { compared, different };
};
