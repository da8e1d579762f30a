import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors } from '@concord/contracts';
import { aPost, eventually, unzipped, type Person } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { concord } from './command-line.ts';
import { anyone, somebody } from './platform.ts';

const reason = ['--reason', 'A test of it'] as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'concord-leaving-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Somebody who wrote a post and may do nothing any more. */
const banned = async (): Promise<Person & { readonly postId: string }> => {
  const author = await somebody();
  const post = await eventually(() => author.api.createPost({ body: aPost() }), { timeoutMs: 20_000 });
  expect((await concord('users', 'ban', author.username, ...reason)).code).toBe(0);
  await expect(anyone.createSession({ body: { login: author.username, password: author.password } })).toFail(
    errors.forbidden,
  );
  return { ...author, postId: post.id };
};

test('who is banned has what they wrote from the operator, in a file of its own', async () => {
  const author = await banned();
  const file = join(folder, 'author.zip');
  const { code, stdout } = await concord('--json', 'users', 'export', author.username, '--to', file, ...reason);
  expect({ code, answer: JSON.parse(stdout) as unknown }).toMatchObject({
    ...{ code: 0, answer: { accountId: Number(author.id), username: author.username, file } },
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const files = unzipped(new Uint8Array(readFileSync(file)).buffer);
  expect(JSON.parse(files['posts.json'] ?? '')).toMatchObject([{ id: author.postId }]);
  expect(JSON.parse(files['account.json'] ?? '')).toMatchObject([{ email: author.email, status: 'banned' }]);
  const again = await concord('users', 'export', author.username, '--to', file);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('it is there already') });
}, 60_000);

test('who is banned is deleted by the operator, not unasked, and every service erases', async () => {
  const author = await banned();
  const unasked = await concord('users', 'delete', author.username, ...reason);
  expect(unasked).toMatchObject({ code: 4, stderr: expect.stringContaining('--yes') });
  const { code, stdout } = await concord('--json', '--yes', 'users', 'delete', author.username, ...reason);
  expect(code).toBe(0);
  const { deletion, follow } = JSON.parse(stdout) as { deletion: { id: string }; follow: string };
  expect(((await (await fetch(follow)).json()) as { id: string }).id).toBe(deletion.id);
  const params = { id: deletion.id };
  await eventually(async () => (await anyone.getDeletion({ params })).state === 'complete', {
    ...{ timeoutMs: 90_000, everyMs: 500 },
  });
  const { services } = await anyone.getDeletion({ params });
  expect(services.find(({ service }) => service === 'post')?.erased).toContainEqual({ kind: 'posts', count: 1 });
  expect((await concord('--yes', 'users', 'delete', author.id, ...reason)).code).toBe(1);
}, 180_000);
