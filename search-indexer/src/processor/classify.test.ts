import { expect, test } from '@jest/globals';
import { classify } from './classify.ts';

test.each([
  ['written anew', 201, undefined, 'done'],
  ['written over', 200, undefined, 'done'],
  ['an older version came late', 409, 'version_conflict_engine_exception', 'stale'],
  ['a field the mapping does not know', 400, 'strict_dynamic_mapping_exception', 'poison'],
  ['a value that does not fit its field', 400, 'document_parsing_exception', 'poison'],
  ['a term that is too long', 400, 'illegal_argument_exception', 'poison'],
  ['a closed index', 400, 'index_closed_exception', 'busy'],
  ['a blocked index', 403, 'cluster_block_exception', 'busy'],
  ['no rights', 403, 'security_exception', 'busy'],
  ['a missing index or alias', 404, 'index_not_found_exception', 'busy'],
  ['a full queue', 429, 'es_rejected_execution_exception', 'busy'],
  ['a full disk', 429, 'cluster_block_exception', 'busy'],
  ['missing shards', 503, 'unavailable_shards_exception', 'busy'],
  ['no answer at all', undefined, undefined, 'busy'],
])('%s', (_, status, type, kind) => {
  const item = { ...(status && { status }), ...(type && { error: { type, reason: 'why' } }) };
  expect(classify(item).kind).toBe(kind);
});

test('why something is refused names the kind and the field, and quotes nothing of the document', () => {
  const refused = (reason: string) =>
    classify({
      status: 400,
      error: { type: 'document_parsing_exception', reason, caused_by: { type: 'x_exception' } },
    });
  expect(refused("failed to parse field [tags] of type [keyword]. Preview of field's value: 'secret'")).toEqual({
    kind: 'poison',
    reason: 'document_parsing_exception (x_exception) in tags',
  });
  expect(refused('something with a secret')).toMatchObject({ reason: 'document_parsing_exception (x_exception)' });
});

test('why something waits is told as Elasticsearch tells it', () => {
  expect(classify({ status: 503 })).toEqual({ kind: 'busy', reason: 'unknown: status 503' });
});
