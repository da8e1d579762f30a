import { expect, test } from '@jest/globals';
import { concord } from './command-line.ts';

/** No id of anybody: ids are as long as times, and this one begins far in the future. */
const nobody = '8999999999999937';

test('the whole platform is looked through, and nothing is found of somebody who never was', async () => {
  const { code, stdout } = await concord('privacy', 'scan', nobody, '--json');
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { references: 0, findings: [] }]);
}, 120_000);
