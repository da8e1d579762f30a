import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/test/**', 'packages/testkit/**'];
const anyName = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true };

const environment = {
  object: 'process',
  property: 'env',
  message: 'The environment is read in config.ts only: add a variable to its schema and take the value as a parameter.',
};
const exit = {
  object: 'process',
  property: 'exit',
  message: 'Only the launcher ends the process. Throw, or stop what runs and return.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a thing has one name everywhere.',
};
const severalStatements = {
  selector: "Property[key.name='severalStatements']",
  message: 'One statement a query: with several, an injection could do anything. Only the benchmark’s writer may.',
};
const sleep = {
  selector:
    "CallExpression[callee.name='sleep'], ImportDeclaration[source.value='node:timers/promises'] ImportSpecifier[imported.name='setTimeout']",
  message: 'Tests wait for conditions: use `eventually` of @concord/testkit.',
};

export default defineConfig(
  { ignores: ['**/node_modules/**', '.concord*/**', 'coverage/**', 'test/boundaries/planted/**'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', anyName],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, properties: false } },
      ],
      // A type parameter that names what the caller gets is documentation.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A function that promises need not wait: ports are asynchronous also where an implementation is not.
      '@typescript-eslint/require-await': 'off',
      // Our objects are closures: a method taken off one of them still works.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // It takes flags that another closure sets, while this one waits, for constants.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 90, skipComments: true, skipBlankLines: true }],
      'no-console': 'error',
      'no-restricted-properties': ['error', environment, exit],
      'no-restricted-syntax': ['error', defaultExport, severalStatements],
      eqeqeq: 'error',
      'no-restricted-imports': ['error', { paths: [{ name: 'node:process', message: 'Use the global `process`.' }] }],
    },
  },
  {
    // What stands at the edge of the process: reads the environment, talks to the terminal, or ends.
    files: ['**/config.ts', 'ops/**/*.ts', 'packages/platform/src/lifecycle/run-targets.ts'],
    rules: { 'no-restricted-properties': ['error', exit], 'no-console': 'off' },
  },
  {
    files: ['ops/cli/**/*.ts', 'ops/**/main.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-console': 'off' },
  },
  {
    files: ['services/**/*.ts', 'search-indexer/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@concord/client',
              importNames: ['createClient'],
              message:
                'Services do not call the public API: read a local copy, or read through with createInternalClient.',
            },
          ],
        },
      ],
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-properties': ['error', exit],
      'no-restricted-syntax': ['error', defaultExport, severalStatements, sleep],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests read rows and answers as they come.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
    },
  },
  {
    files: ['ops/bench/load/main.ts'],
    rules: { 'no-restricted-syntax': ['error', defaultExport] },
  },
  {
    files: ['packages/testkit/src/eventually.ts'],
    rules: { 'no-restricted-syntax': ['error', defaultExport] },
  },
  {
    files: ['**/*.cjs', '*.js'],
    languageOptions: { globals: { module: 'writable', require: 'readonly', process: 'readonly', console: 'readonly' } },
  },
  prettier,
);
