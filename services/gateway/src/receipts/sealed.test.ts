import { beforeEach, expect, test } from '@jest/globals';
import { headerNames, Problem, sealedReceiptPattern } from '@concord/contracts';
import { cursorSealer } from '@concord/platform';
import { sealedReceipts } from './sealed.ts';

const through = sealedReceipts(cursorSealer('a secret of this deployment'));
const written = 'user.relations:12:34:5';
let arrived: string | undefined;
beforeEach(() => {
  arrived = undefined;
});

/** A request of an account; the service that answers it sees `arrived` and gives receipts. Gives the receipts that come out. */
const request = async (account: number | null, wait?: string, receipts = ''): Promise<string> => {
  let version = '';
  const headers: Record<string, string> = wait === undefined ? {} : { [headerNames.wait]: wait };
  const context = {
    state: { identity: { actor: account === null ? null : { id: account } } },
    req: { headers },
    get: (name: string) => headers[name] ?? '',
    set: (_: string, value: string) => (version = value),
    response: { get: () => version || undefined },
  };
  await through(context as never, () => {
    arrived = headers[headerNames.wait];
    version = receipts;
    return Promise.resolve();
  });
  return version;
};

test('who wrote gets receipts that say nothing, and reads that bring them wait for what was written', async () => {
  const sealed = await request(1, undefined, `${written}, post.posts:9:1`);
  expect(sealed).not.toMatch(/relations|posts/);
  for (const one of sealed.split(', ')) expect(one).toMatch(sealedReceiptPattern);
  await request(1, sealed);
  expect(arrived).toBe(`${written}, post.posts:9:1`);
});

test('nobody waits for what somebody else wrote, or makes up a receipt', async () => {
  const sealed = await request(1, undefined, written);
  for (const other of [2, null]) {
    await request(other, sealed);
    expect(arrived).toBeUndefined();
  }
  await request(1, 'x'.repeat(70));
  expect(arrived).toBeUndefined();
});

test.each([
  ['a receipt as services write it', written],
  ['nothing between commas', `${'x'.repeat(70)},,`],
  ['more than five', Array(6).fill('x'.repeat(70)).join(',')],
])('%s is refused', async (_, wait) => {
  await expect(request(1, wait)).rejects.toThrow(Problem);
  expect(arrived).toBeUndefined();
});

test('what has no receipts gets none', async () => {
  expect(await request(1)).toBe('');
});
