import path from 'node:path';
import { expect, test } from '@jest/globals';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = path.join(import.meta.dirname, '../..');
const eslint = new ESLint({
  cwd: root,
  overrideConfig: [
    {
      ...tseslint.configs.disableTypeChecked,
      languageOptions: { parserOptions: { projectService: false, project: null, program: null } },
    },
  ],
});

const complaints = async (file: string, code: string): Promise<string[]> => {
  const [result] = await eslint.lintText(`${code}\n`, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(({ message }) => message);
};

const env = 'export const level = process.env.LEVEL;';
const exit = 'export const end = () => process.exit(1);';
const client = "import { createClient } from '@concord/client';\nexport const api = createClient;";
const several = "export const x = openDatabase('', { severalStatements: true });";
const sleep = "import { setTimeout } from 'node:timers/promises';\nexport const wait = setTimeout;";

test.each([
  ['the environment outside config.ts', 'services/post/src/service.ts', env, /config\.ts only/],
  ['an exit in a service', 'services/post/src/service.ts', exit, /Only the launcher/],
  ['an exit in a config', 'services/post/src/config.ts', exit, /Only the launcher/],
  ['a default export', 'services/post/src/policy.ts', 'export default 1;', /Export by name/],
  ['the public client in a service', 'services/post/src/read/feed.ts', client, /do not call the public API/],
  ['a sleep in a test', 'services/post/test/feed.test.ts', sleep, /wait for conditions/],
  ['several statements in a query', 'services/post/src/service.ts', several, /One statement a query/],
  ['any', 'services/post/src/policy.ts', 'export const x = (y: any) => y;', /Unexpected any/],
  ['a console in a service', 'services/post/src/policy.ts', "console.log('x');", /Unexpected console/],
  ['a file of 301 lines', 'services/post/src/policy.ts', 'export {};\n'.repeat(300), /too many lines/],
])('%s is refused', async (_, file, code, message) => {
  expect(await complaints(file, code)).toContainEqual(expect.stringMatching(message));
});

test.each([
  ['the environment in config.ts', 'services/post/src/config.ts', env],
  ['an exit in the launcher', 'ops/cli/main.ts', exit],
  ['the public client in a test', 'services/post/test/feed.test.ts', client],
])('%s is accepted', async (_, file, code) => {
  expect(await complaints(file, code)).toEqual([]);
});
