import { join } from 'node:path';
import { readEnvironment } from '../environment.ts';
import { get } from '../probes.ts';
import type { Stack } from '../stack.ts';
import type { Command, KnownFailure, Server } from './server.ts';
import { ownApplication, standIn } from './sign-in.ts';

/** All services in one process; the gateway inside is the only public port. */
export const concord: Server = {
  name: 'concord',
  title: 'Concord',
  needs: ['mysql', 'redis', 'kafka', 'elasticsearch'],
  ports: ['gateway', 'internal'],
  address: ({ settings }) => `http://127.0.0.1:${settings.ports.gateway}`,
  prepare: () => Promise.resolve(),
  command: (stack) => serve(stack, 'all', {}),
  ...readiness('internal'),
  startSeconds: 180,
  stopSeconds: 20,
  knownFailures: knownFailures('gateway'),
};

/** State streams → Elasticsearch, a process of its own. */
export const searchIndexer: Server = {
  name: 'search-indexer',
  title: 'Search indexer',
  needs: ['kafka', 'elasticsearch'],
  ports: ['indexer'],
  address: ({ settings }) => `http://127.0.0.1:${settings.ports.indexer}`,
  prepare: () => Promise.resolve(),
  command: (stack) => serve(stack, 'search-indexer', { CONCORD_INTERNAL_PORT: String(stack.settings.ports.indexer) }),
  ...readiness('indexer'),
  startSeconds: 180,
  stopSeconds: 20,
  knownFailures: knownFailures('indexer'),
};

function readiness(port: 'internal' | 'indexer'): Pick<Server, 'ready' | 'reasons'> {
  const ask = ({ settings }: Stack) => get(`http://127.0.0.1:${settings.ports[port]}/readyz`);
  return {
    ready: async (stack) => (await ask(stack))?.status === 200,
    reasons: async (stack) => ((await ask(stack))?.body as { reasons?: string[] } | undefined)?.reasons ?? [],
  };
}

const serve = (stack: Stack, target: string, own: Record<string, string>): Command => ({
  file: process.execPath,
  args: [
    '--disable-warning=ExperimentalWarning',
    join(stack.places.checkout, 'ops/cli/main.ts'),
    'serve',
    '--target',
    target,
  ],
  env: {
    ...standIn(stack.settings, process.env),
    ...process.env,
    ...readEnvironment(stack.places),
    ...ownApplication(process.env),
    ...own,
  },
  cwd: stack.places.checkout,
  user: undefined,
});

function knownFailures(port: string): KnownFailure[] {
  return [
    {
      pattern: /EADDRINUSE[^\n]*?:(\d+)/,
      cause: ([, number]) => `Concord found port ${number ?? ''} taken.`,
      remedy: `Use another: ./concord up --port ${port}=8090`,
    },
    {
      pattern: /Access denied for user '([^']+)'/,
      cause: ([, user]) => `MySQL refuses the password of ${user ?? 'a service'}.`,
      remedy: 'Its passwords are set anew whenever it starts: ./concord restart mysql',
      waits: true,
    },
    {
      pattern: /ERR_MODULE_NOT_FOUND|Cannot find (?:module|package) '([^']+)'/,
      cause: ([, name]) => `A part of Concord is missing: ${name ?? 'a module'}.`,
      remedy: 'Install the packages again: rm -rf node_modules, then the same command.',
    },
  ];
}
