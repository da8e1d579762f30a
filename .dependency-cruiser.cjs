/**
 * Who may import whom. Each rule has a planted violation under test/boundaries/planted/<rule>, and a test that it fires.
 * Each message says what to import instead.
 */
const workspace = '^(packages/[^/]+|services/[^/]+|search-indexer|connectors|ops)/';
const test = '(\\.test\\.ts$|(^|/)test/|^packages/testkit/)';
const entries = '(/src/(index|service)\\.ts|/main\\.ts|/migrations/[^/]+\\.ts|/scripts/[^/]+\\.ts|\\.test\\.ts)$';
const library = (names) => `node_modules/(${names.join('|')})/`;
const drivers = ['mysql2', 'knex', 'kafkajs', 'ioredis'];
const sql = '^services/([^/]+)/src/(store|read)/';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'These files import each other in a circle. Move what both need into a third file that imports neither.',
      {},
      { circular: true },
    ),
    forbid(
      'no-orphans',
      'Nothing that runs reaches this file. Import it from a service.ts, an index.ts, a main.ts or a test, or delete it.',
      { path: entries },
      { path: `${workspace}.+\\.ts$`, pathNot: entries, reachable: false },
    ),
    forbid(
      'resolvable',
      'This import leads nowhere. Mend the path (relative imports end in .ts) or install the package.',
      {},
      { couldNotResolve: true },
    ),
    forbid(
      'declared-packages',
      'This package is not in the package.json of the workspace that imports it. Add it there, with an exact version.',
      { pathNot: test },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'front-door',
      'This reaches into another workspace. Import what its src/index.ts or src/service.ts exports: `@concord/<name>`.',
      { path: workspace },
      { path: `${workspace}.`, pathNot: ['^$1/', '/src/(index|service)\\.ts$'] },
    ),
    forbid(
      'services-apart',
      'A service never imports another. Read what you must know of it from its state stream (@concord/contracts) into a local copy.',
      // Search is tested on indices that the indexer made.
      { path: '^(services/[^/]+|search-indexer)/', pathNot: '^services/search/test/' },
      { path: '^(services/|search-indexer/|connectors/|ops/)', pathNot: '^$1/' },
    ),
    forbid(
      'targets-on-demand',
      'A target is loaded only where it runs: `await import(...)` it in the launcher, so that no target loads the code of another.',
      { path: '^(packages|connectors|ops)/', pathNot: test },
      { path: '^(services|search-indexer)/', dynamic: false, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'packages-below',
      'Packages stand below services, connectors and ops. Take what you need as a parameter.',
      { path: '^packages/' },
      { path: '^(services|search-indexer|connectors|ops)/' },
    ),
    forbid(
      'contracts-alone',
      'Contracts are what everyone imports: they import only zod. Put mechanism into @concord/platform.',
      { path: '^packages/contracts/src/', pathNot: test },
      { pathNot: ['^packages/contracts/', library(['zod'])] },
    ),
    forbid(
      'audience-pure',
      'Who may see what is pure: it imports only @concord/contracts. Give it rows, take predicates and filters from it.',
      { path: '^packages/audience/src/', pathNot: test },
      { pathNot: ['^packages/(audience|contracts)/'] },
    ),
    forbid(
      'client-light',
      'The client runs anywhere: it imports only @concord/contracts (of zod only types).',
      { path: '^packages/client/src/', pathNot: test },
      { pathNot: ['^packages/(client|contracts)/'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'platform-no-domain',
      'Platform is mechanism without a domain word. What knows people or posts belongs into a service or @concord/audience.',
      { path: '^packages/platform/src/' },
      { path: '^packages/', pathNot: '^packages/(platform|contracts|client)/|^packages/testkit/src/index\\.ts$' },
    ),
    forbid(
      'drivers-in-platform',
      'Drivers are spoken to in packages/platform only. Import Db, Tx, openRedis, openKafka … from @concord/platform. (Migrations may name its types.)',
      { pathNot: ['^packages/platform/', '/migrations/'] },
      { path: library(drivers) },
    ),
    forbid(
      'elastic-in-search',
      'Elasticsearch is written by search-indexer and read by services/search only. Ask the search service, or @concord/platform.',
      { pathNot: ['^packages/platform/', '^search-indexer/', '^services/search/', test] },
      { path: library(['@elastic']) },
    ),
    forbid(
      'testkit-in-tests',
      'The testkit is for tests. What the product needs as well belongs into @concord/platform or @concord/client.',
      { pathNot: test },
      { path: '^packages/testkit/' },
    ),
    forbid(
      'tests-not-in-product',
      'The product does not import tests or their tools. Move what both need out of the test.',
      { pathNot: [test, '^test/'] },
      {
        path: [
          '\\.test\\.ts$',
          '^(packages|services|search-indexer|connectors|ops)/.*/test/',
          library(['@jest/globals', 'fast-check']),
        ],
      },
    ),
    forbid(
      'operations-apart',
      'An operation never imports another. Move what both do into domain/, policy.ts, store/, read/ or views/.',
      { path: '^services/([^/]+)/src/operations/', pathNot: [test, '/operations/index\\.ts$'] },
      { path: '^services/$1/src/operations/', pathNot: '/operations/deps\\.ts$' },
    ),
    forbid(
      'sql-in-its-place',
      'SQL (store/, read/) is called by operations, consumers, jobs, people, streams, migrations and service.ts. Pass rows, not queries, to what is pure.',
      {
        // The search service has no SQL.
        path: '^services/',
        pathNot: [
          test,
          '^services/search/',
          '^services/[^/]+/src/(store|read|operations|consumers|jobs|people|stream)/',
          '/src/service\\.ts$',
          '^services/[^/]+/migrations/',
        ],
      },
      { path: sql, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'domain-pure',
      'Domain, policy and views are pure: they import no SQL, no operations, no consumers and no config. Take values as parameters.',
      { path: '^services/([^/]+)/src/((domain|views)/|policy\\.ts$)', pathNot: test },
      {
        path: '^services/$1/src/((operations|consumers|jobs|store|read)/|(service|config)\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'nobody-imports-ops',
      'Ops stands above everything. What others need of it belongs into a package.',
      { pathNot: ['^ops/', test] },
      { path: '^ops/' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^test/boundaries/planted/', '^\\.concord', '(^|/)\\.cache/'] },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
    cache: { strategy: 'content', folder: 'node_modules/.cache/dependency-cruiser' },
  },
};
