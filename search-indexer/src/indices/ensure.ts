import type { Elasticsearch } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import { indexNames } from './names.ts';
import { settings } from './settings.ts';

/** Strict: a field that the mapping does not know is refused, so that drift becomes a visible dead letter. */
const putTemplate = async (client: Elasticsearch, prefix: string, type: DocumentType): Promise<void> => {
  const { pattern, read } = indexNames(prefix, type);
  await client.indices.putIndexTemplate({
    name: read,
    index_patterns: [pattern],
    priority: 500,
    template: {
      settings: settings as never,
      mappings: { dynamic: 'strict', _meta: { generation: type.generation }, properties: type.mapping as never },
    },
  });
};

const alreadyExists = (error: unknown): boolean =>
  (error as { meta?: { body?: { error?: { type?: string } } } }).meta?.body?.error?.type ===
  'resource_already_exists_exception';

/** Makes the template, and where the type has no index yet, its first one behind the read and the write alias. */
export const ensureIndex = async (client: Elasticsearch, prefix: string, type: DocumentType): Promise<void> => {
  const { read, write, first } = indexNames(prefix, type);
  await putTemplate(client, prefix, type);
  if (await client.indices.existsAlias({ name: write })) return;
  try {
    await client.indices.create({
      index: first,
      aliases: { [read]: { filter: { term: { deleted: false } } }, [write]: { is_write_index: true } },
    });
  } catch (error) {
    if (!alreadyExists(error)) throw error;
  }
};
