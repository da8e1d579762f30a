/** Tests run the sources as ES modules, as Node does; `NODE_OPTIONS=--experimental-vm-modules` is set by `./concord test`. */
const transform = {
  '^.+\\.ts$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
  ],
};

/** Stacks keep files in `.concord*`; planted violations of the boundary rules are not run. */
const notTests = ['/node_modules/', '/\\.concord', '/planted/'];

const project = (name, testMatch, more = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch,
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/\\.concord', '<rootDir>/test/boundaries/planted/'],
  testPathIgnorePatterns: notTests,
  transform,
  ...more,
});

const kinds = ['service', 'e2e', 'fault', 'upgrade'];

export default {
  projects: [
    project('unit', ['**/*.test.ts'], {
      testPathIgnorePatterns: [...notTests, `\\.(${kinds.join('|')})\\.test\\.ts$`],
    }),
    project('service', ['**/*.service.test.ts']),
    project('e2e', ['**/*.e2e.test.ts']),
    project('faults', ['**/*.fault.test.ts']),
    project('upgrade', ['**/*.upgrade.test.ts']),
  ],
  testTimeout: 60_000,
};
