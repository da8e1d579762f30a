import { join } from 'node:path';
import { redis as fetched } from '../fetch/debs.ts';
import { loaded } from '../fetch/loader.ts';
import { ownFolder, writeWhole } from '../files.ts';
import { ask } from '../probes.ts';
import type { Stack } from '../stack.ts';
import { versions } from '../versions.ts';
import type { Server } from './server.ts';

/** Redis: caches, rate limits; kept on disk once a second. */
export const redis: Server = {
  name: 'redis',
  title: `Redis ${versions.redis}`,
  needs: [],
  ports: ['redis'],
  address: ({ settings }) => `127.0.0.1:${settings.ports.redis}`,
  prepare: (stack) => {
    ownFolder(folder(stack), stack.serverUser, 0o700);
    writeWhole(join(folder(stack), 'redis.conf'), configuration(stack), 0o600, stack.serverUser);
    return Promise.resolve();
  },
  command: (stack) => ({
    ...loaded(join(stack.places.cache, fetched.folder), 'usr/bin/redis-server', [join(folder(stack), 'redis.conf')]),
    env: { PATH: process.env['PATH'] },
    cwd: folder(stack),
    user: stack.serverUser,
  }),
  ready: async ({ settings, secrets }) =>
    (await ask(settings.ports.redis, `AUTH ${secrets.redis}\r\n`))?.startsWith('+OK') === true &&
    (await ask(settings.ports.redis, `*2\r\n$4\r\nAUTH\r\n$${secrets.redis.length}\r\n${secrets.redis}\r\n`)) !==
      undefined,
  startSeconds: 60,
  stopSeconds: 10,
  knownFailures: [
    {
      pattern: /Could not create server TCP listening socket [^:]*:(\d+)/,
      cause: ([, port]) => `Redis found port ${port ?? ''} taken.`,
      remedy: 'Use another: ./concord up --port redis=16380',
    },
    {
      pattern: /No space left on device/,
      cause: () => 'Redis found no space left on the disk.',
      remedy: 'Free some space; Redis is restarted by itself.',
    },
  ],
};

const folder = ({ places }: Stack) => join(places.data, 'redis');

const configuration = (stack: Stack): string => `bind 127.0.0.1
port ${stack.settings.ports.redis}
requirepass ${stack.secrets.redis}
dir "${folder(stack)}"
daemonize no
appendonly yes
appendfsync everysec
save ""
maxmemory 256mb
maxmemory-policy allkeys-lru
`;
