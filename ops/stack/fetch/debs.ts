import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { downloadSizes, versions } from '../versions.ts';
import { mustRun } from '../run.ts';
import { downloadDebs, unpackDebs } from './apt.ts';
import { loaded } from './loader.ts';
import { compareWithLock } from './deb-lock.ts';
import type { FetchContext, FetchPart } from './part.ts';

const suite = process.env['CONCORD_DEBIAN_SUITE'] ?? 'sid';

const fromDebs =
  (packages: readonly string[], program: string, expected: string) =>
  async ({ into, scratch, warn, signal }: FetchContext): Promise<void> => {
    const files = await downloadDebs(suite, packages, join(scratch, 'apt'), signal);
    for (const text of await compareWithLock(files)) warn(text);
    await unpackDebs(files, into, signal);
    for (const folder of ['doc', 'man', 'locale'])
      rmSync(join(into, 'usr/share', folder), { recursive: true, force: true });
    const { file, args } = loaded(into, program, ['--version']);
    const version = await mustRun(`Trying ${program}`, file, args, { signal });
    if (!version.includes(expected))
      warn(`the archive now has ${version.trim().slice(0, 60)}; ${expected} is the tested version`);
  };

/** MySQL and its client, run under the loader and libraries that come with them: nothing is installed. */
export const mysql: FetchPart = {
  name: 'mysql',
  servers: ['mysql'],
  title: 'MySQL',
  folder: `mysql-${versions.mysql}`,
  byMaven: false,
  bytes: downloadSizes.mysql,
  fetch: fromDebs(['mysql-server-core', 'mysql-client-core'], 'usr/sbin/mysqld', versions.mysql),
};

/** Redis, in the same way. */
export const redis: FetchPart = {
  name: 'redis',
  servers: ['redis'],
  title: 'Redis',
  folder: `redis-${versions.redis}`,
  byMaven: false,
  bytes: downloadSizes.redis,
  fetch: fromDebs(['redis-server'], 'usr/bin/redis-server', `v=${versions.redis}`),
};
