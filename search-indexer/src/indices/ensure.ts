import type { Elasticsearch } from '@concord/platform';
import type { DocumentType } from '../document.ts';
import { indexNames } from './names.ts';
import { settings } from './settings.ts';

/** Strict: a field that the mapping does not know is refused, so that drift becomes a visible dead letter. */
const mappings = ({ generation, mapping }: DocumentType) => ({
  dynamic: 'strict' as const,
  _meta: { generation },
  properties: mapping as never,
});

const alreadyExists = (error: unknown): boolean =>
  (error as { meta?: { body?: { error?: { type?: string } } } }).meta?.body?.error?.type ===
  'resource_already_exists_exception';

const create = async (client: Elasticsearch, prefix: string, type: DocumentType): Promise<void> => {
  const { read, write, first } = indexNames(prefix, type);
  try {
    await client.indices.create({
      index: first,
      aliases: { [read]: { filter: { term: { deleted: false } } }, [write]: { is_write_index: true } },
    });
  } catch (error) {
    if (!alreadyExists(error)) throw error;
  }
};

/** New fields are added in place; for everything else the generation is raised and the index rebuilt. */
const update = async (client: Elasticsearch, write: string, type: DocumentType): Promise<void> => {
  const found = await client.indices.getMapping({ index: write });
  for (const [index, { mappings: existing }] of Object.entries(found)) {
    const generation: unknown = existing._meta?.['generation'];
    if (generation !== type.generation)
      throw new Error(
        `${index} is of generation ${String(generation)}, this version writes ${String(type.generation)}: it must be rebuilt`,
      );
  }
  await client.indices.putMapping({ index: write, ...mappings(type) });
};

/**
 * Makes the template and, where the type has no index yet, its first one behind the read and the write alias; `beforeCreation`
 * runs before that. Throws where the index that is there cannot take this version's documents.
 */
export const ensureIndex = async (
  client: Elasticsearch,
  prefix: string,
  type: DocumentType,
  beforeCreation: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { pattern, read, write } = indexNames(prefix, type);
  await client.indices.putIndexTemplate({
    name: read,
    index_patterns: [pattern],
    priority: 500,
    template: { settings: settings as never, mappings: mappings(type) },
  });
  if (await client.indices.existsAlias({ name: write })) return update(client, write, type);
  await beforeCreation();
  await create(client, prefix, type);
};
