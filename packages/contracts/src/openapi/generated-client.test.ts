import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi } from './index.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const generator = join(dirname(require.resolve('@hey-api/openapi-ts/package.json')), 'bin/run.js');
const compiler = require.resolve('typescript/bin/tsc');

const options = {
  compilerOptions: {
    ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'] },
    ...{ strict: true, skipLibCheck: false, noEmit: true, types: [] },
  },
  include: ['client/**/*.ts', 'use.ts'],
};

/** What somebody would write with the client: what the contract allows, and what it forbids. */
const use = `
import { createPost, getFeed, getPost, updatePost, type Post } from './client';

export const allowed = async (): Promise<Post | undefined> => {
  const headers = { 'Idempotency-Key': 'k' };
  const { data } = await createPost({ body: { content: 'hello', audience: 'friends' }, headers });
  await getFeed({ query: { limit: 10 }, headers: { 'Concord-Wait': 'post.posts:1:1' } });
  await updatePost({ path: { id: '1' }, body: { location: null }, headers: { 'If-Match': '"3"' } });
  const { error } = await getPost({ path: { id: '1' } });
  const code: string | undefined = error?.code;
  return code === undefined ? data : undefined;
};
export const forbidden = () => [
  // @ts-expect-error a parameter is missing
  getPost({}),
  // @ts-expect-error an unknown field
  createPost({ body: { content: 'hello', colour: 'red' } }),
  // @ts-expect-error an audience that there is not
  createPost({ body: { content: 'hello', audience: 'everyone' } }),
];
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concord-client-'));
});
afterAll(() => rm(folder, { recursive: true }));

const outputOf = (failure: unknown): string => {
  const { stdout = '', stderr = '' } = failure as { stdout?: string; stderr?: string };
  return `${stdout}${stderr}`;
};

test('a public generator makes a client of the document, which compiles and knows what may be sent', async () => {
  const document = join(folder, 'openapi.json');
  await writeFile(document, JSON.stringify(openApi({ version: '1.2.3', servers: ['http://127.0.0.1:8080'] })));
  const made = [generator, '--input', document, '--output', join(folder, 'client'), '--silent', '--no-log-file'];
  await run(process.execPath, made, { cwd: folder });
  await writeFile(join(folder, 'use.ts'), use);
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const complaints = await run(process.execPath, [compiler, '--project', folder]).then(() => '', outputOf);
  expect(complaints).toBe('');
}, 120_000);
