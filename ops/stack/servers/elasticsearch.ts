import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { elasticsearch as fetched } from '../fetch/elasticsearch.ts';
import { ownFolder, writeWhole } from '../files.ts';
import { basicAuth, get } from '../probes.ts';
import { mustRun } from '../run.ts';
import type { Stack } from '../stack.ts';
import { versions } from '../versions.ts';
import type { Server } from './server.ts';

/** One Elasticsearch node with logins on; it refuses to run as root, so root starts it as another user. */
export const elasticsearch: Server = {
  name: 'elasticsearch',
  title: `Elasticsearch ${versions.elasticsearch.split('.').slice(0, 2).join('.')}`,
  needs: [],
  ports: ['elasticsearch', 'transport'],
  address: ({ settings }) => `127.0.0.1:${settings.ports.elasticsearch}`,
  prepare: async (stack, signal) => {
    const owner = stack.serverUser;
    ownFolder(folder(stack), owner, 0o700);
    for (const name of ['config', 'config/jvm.options.d', 'data', 'logs', 'tmp', 'repository'])
      ownFolder(join(folder(stack), name), owner, 0o700);
    copyConfiguration(stack);
    const write = (name: string, text: string) => {
      writeWhole(join(folder(stack), 'config', name), text, 0o600, owner);
    };
    write('elasticsearch.yml', configuration(stack));
    write('jvm.options.d/concord.options', options(stack));
    write('log4j2.properties', logging);
    await makeKeystore(stack, signal);
  },
  command: (stack) => ({
    file: join(home(stack), 'bin/elasticsearch'),
    args: [],
    env: processEnvironment(stack),
    cwd: folder(stack),
    user: stack.serverUser,
  }),
  ready: async ({ settings, secrets }) => {
    const url = `http://127.0.0.1:${settings.ports.elasticsearch}/_cluster/health`;
    const answer = await get(url, basicAuth('elastic', secrets.elasticsearch));
    return answer?.status === 200 && ['green', 'yellow'].includes((answer.body as { status?: string }).status ?? '');
  },
  startSeconds: 300,
  stopSeconds: 30,
  knownFailures: [
    {
      pattern: /Failed to bind to (\S*?:\d+)/,
      cause: ([, address]) => `Elasticsearch found ${address ?? 'its port'} taken.`,
      remedy: 'Use another: ./concord up --port elasticsearch=19201',
    },
    {
      pattern: /failed to obtain node locks/,
      cause: () => 'Another Elasticsearch still uses the same data folder.',
      remedy: 'Stop it (./concord down ends what is left of an earlier run).',
    },
    {
      pattern: /java\.lang\.OutOfMemoryError/,
      cause: () => 'Elasticsearch ran out of its heap.',
      remedy: 'Start without --small.',
    },
    {
      pattern: /No space left on device/,
      cause: () => 'Elasticsearch found no space left on the disk.',
      remedy: 'Free some space; Elasticsearch is restarted by itself.',
    },
  ],
};

const folder = ({ places }: Stack) => join(places.data, 'elasticsearch');
const home = ({ places }: Stack) => join(places.cache, fetched.folder, 'home');

const processEnvironment = (stack: Stack) => ({
  PATH: process.env['PATH'],
  HOME: join(folder(stack), 'tmp'),
  ES_TMPDIR: join(folder(stack), 'tmp'),
  ES_JAVA_HOME: stack.java.home,
  ES_PATH_CONF: join(folder(stack), 'config'),
  CLI_JAVA_OPTS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC',
});

const copyConfiguration = (stack: Stack) => {
  const from = join(home(stack), 'config');
  for (const name of readdirSync(from)) {
    const to = join(folder(stack), 'config', name);
    if (name !== 'elasticsearch.yml' && name !== 'log4j2.properties' && name !== 'jvm.options.d')
      cpSync(join(from, name), to, { recursive: true });
  }
};

const makeKeystore = async (stack: Stack, signal: AbortSignal) => {
  const file = join(folder(stack), 'config/elasticsearch.keystore');
  const keystore = (args: string[], input?: string) =>
    mustRun('Making Elasticsearch’s keystore', join(home(stack), 'bin/elasticsearch-keystore'), args, {
      env: processEnvironment(stack),
      user: stack.serverUser,
      signal,
      ...(input === undefined ? {} : { input }),
    });
  const marker = join(folder(stack), 'config/keystore-is-complete');
  if (existsSync(file) && existsSync(marker)) return;
  rmSync(file, { force: true });
  await keystore(['create']);
  await keystore(['add', '-x', 'bootstrap.password'], stack.secrets.elasticsearch);
  writeWhole(marker, '', 0o600, stack.serverUser);
};

const configuration = (stack: Stack): string => `cluster.name: ${stack.settings.name}
node.name: node-1
node.processors: 2
discovery.type: single-node
network.host: 127.0.0.1
http.port: ${stack.settings.ports.elasticsearch}
transport.port: ${stack.settings.ports.transport}
path.data: ${folder(stack)}/data
path.logs: ${folder(stack)}/logs
path.repo: ${folder(stack)}/repository
action.auto_create_index: false
cluster.routing.allocation.disk.threshold_enabled: false
xpack.security.enabled: true
`;

const options = ({ settings }: Stack): string => {
  const heap = settings.memory === 'small' ? '384m' : '640m';
  return `-Xms${heap}\n-Xmx${heap}\n-Xshare:auto\n`;
};

/** Everything to the console, which the supervisor keeps in the stack's log folder. */
const logging = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %-5p %c{1} - %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`;
