import { expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { contract } from '../contract.ts';
import type { Operation } from '../kit/operation.ts';
import { openApi } from './index.ts';

interface Response {
  headers?: object;
  content?: Record<string, { schema: object; examples?: object }>;
}
interface OperationObject {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, Response>;
  security: object[];
}
interface Document {
  paths: Record<string, Record<string, OperationObject>>;
  components: Record<string, Record<string, unknown>>;
}

const document = openApi({ version: '1.2.3', servers: ['http://127.0.0.1:8080'] }) as unknown as Document;

const find = (id: string): OperationObject => {
  const found = Object.values(document.paths)
    .flatMap((item) => Object.values(item))
    .find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`${id} is not in the document`);
  return found;
};

test('is a valid OpenAPI 3.1 document', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone({ ...document }))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('the validator does not accept anything', async () => {
  const { paths: _, components: __, ...rest } = document as Document & { info?: object };
  expect(await new Validator().validate({ ...rest, info: {} })).toMatchObject({ valid: false });
});

test('survives JSON unchanged', () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('every reference points at something', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
  expect(references.length).toBeGreaterThan(100);
  expect(references.filter(([, kind = '', name = '']) => !(name in (document.components[kind] ?? {})))).toEqual([]);
  expect(JSON.stringify(document)).not.toContain('$defs');
});

test('holds every public operation and no internal one', () => {
  const operations = Object.values(contract).flatMap((service) => Object.values<Operation>(service));
  const listed = Object.values(document.paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  expect(listed.toSorted()).toEqual(
    operations
      .filter(({ access }) => access !== 'internal')
      .map(({ id }) => id)
      .toSorted(),
  );
  expect(Object.keys(document.paths).filter((path) => path.startsWith('/internal'))).toEqual([]);
});

test('shows ids and times as the wire has them, and whole numbers as numbers', () => {
  const [id] = find('getPost').parameters;
  expect(id).toMatchObject({ name: 'id', in: 'path', required: true, schema: { type: 'string' } });
  const limit = find('listPosts').parameters.find(({ name }) => name === 'limit');
  expect(limit?.schema).toEqual({ type: 'integer', minimum: 1, maximum: 100, default: 20 });
  expect(document.components['schemas']?.['Post']).toMatchObject({
    additionalProperties: false,
    properties: { createdAt: { type: 'string', format: 'date-time', examples: ['2026-11-22T09:30:00.000Z'] } },
  });
});

test('what has a default may be left out', () => {
  expect(document.components['schemas']?.['NewPost']).toMatchObject({
    required: ['content'],
    properties: { audience: { default: 'public' } },
  });
});

test('errors are listed with their codes, also those that every operation has', () => {
  const { responses } = find('createPost');
  expect(Object.keys(responses)).toEqual(['201', '400', '401', '403', '409', '413', '415', '422', '429', '500', '503']);
  expect(responses['400']?.content?.['application/problem+json']?.examples).toEqual({
    invalid: { $ref: '#/components/examples/invalid' },
    malformed: { $ref: '#/components/examples/malformed' },
  });
});

test('says who may call: nobody needs a session to log in, a reader may have one, a writer must', () => {
  expect(find('createSession').security).toEqual([]);
  expect(find('getPost').security).toEqual([{}, { bearer: [] }]);
  expect(find('createPost').security).toEqual([{ bearer: [] }]);
});

test('what may be sent again says how', () => {
  expect(find('createPost').parameters).toContainEqual({ $ref: '#/components/parameters/Idempotency-Key' });
  expect(find('createPost').responses['409']?.headers).toHaveProperty('Retry-After');
  expect(find('updatePost').parameters).not.toContainEqual({ $ref: '#/components/parameters/Idempotency-Key' });
});

test('what has an ETag says so, and what it is good for', () => {
  const taken = (id: string) => JSON.stringify(find(id).parameters);
  expect(find('getPost').responses['200']?.headers).toHaveProperty('ETag');
  expect(find('getPost').responses['304']).toMatchObject({ headers: { ETag: expect.anything() } });
  expect(taken('getPost')).toContain('parameters/If-None-Match');
  expect(taken('updatePost')).toContain('parameters/If-Match');
  expect(find('deletePost').responses['204']?.headers).not.toHaveProperty('ETag');
  expect(find('deletePost').responses).toHaveProperty('412');
  expect(find('createPost').responses).not.toHaveProperty('412');
  expect(find('getFeed').responses).not.toHaveProperty('304');
});

test('writes say that they give receipts, reads of copies that they take them', () => {
  expect(find('follow').responses['200']?.headers).toHaveProperty('Concord-Version');
  expect(find('deletePost').responses['204']?.headers).toHaveProperty('Concord-Version');
  expect(JSON.stringify(find('getFeed').parameters)).toContain('parameters/Concord-Wait');
  expect(find('getFeed').responses['200']?.headers).toHaveProperty('Concord-Wait');
  expect(JSON.stringify(find('getMe').parameters)).not.toContain('Concord-Wait');
});

test('lists promise Link, creations promise Location', () => {
  expect(find('listPosts').responses['200']?.headers).toHaveProperty('Link');
  expect(find('createPost').responses['201']?.headers).toHaveProperty('Location');
});
