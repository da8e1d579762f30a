import { expect, test } from '@jest/globals';
import { concord } from './command-line.ts';
import { somebody } from './platform.ts';

/** No id of anybody: ids are as long as times, and this one begins far in the future. */
const nobody = '8999999999999937';

test('an account that never was is told, instead of what happens to look like its id', async () => {
  const { code, stdout, stderr } = await concord('privacy', 'scan', nobody, '--json');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(`There is no account ${nobody}`);
}, 120_000);

test('somebody who is there is found all over the platform, and said to be there', async () => {
  const { id } = await somebody();
  const { code, stdout } = await concord('privacy', 'scan', id, '--json');
  const { status, findings } = JSON.parse(stdout) as { status: string; findings: readonly { store: string }[] };
  expect([code, status]).toEqual([1, 'active']);
  expect(new Set(findings.map(({ store }) => store))).toContain('mysql');
}, 120_000);
