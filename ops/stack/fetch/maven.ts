import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.ts';
import { mustRun } from '../run.ts';
import type { FetchContext } from './part.ts';

/**
 * Runs one of the pom files beside this module with a repository of its own, so that a big archive does not stay on the disk.
 * Wrong or missing checksums stop it, unless `strict` is off because the caller knows the checksums itself.
 */
export const maven = async (
  pom: 'kafka' | 'elasticsearch',
  phase: string,
  properties: Record<string, string>,
  { scratch, signal }: FetchContext,
  { strict = true }: { strict?: boolean } = {},
): Promise<void> => {
  const defined = Object.entries({ ...properties, 'maven.repo.local': join(scratch, 'repository') });
  await mustRun(
    `Fetching ${pom}`,
    'mvn',
    [
      '-B',
      '-ntp',
      '-q',
      ...(strict ? ['-C'] : []),
      '-f',
      join(import.meta.dirname, `pom/${pom}.xml`),
      ...defined.map(([key, value]) => `-D${key}=${value}`),
      phase,
    ],
    {
      signal,
      remedy: 'Check the network and Maven’s settings (a mirror is configured there), then run the command again.',
    },
  );
};

/** Stops unless the archive of this name in the scratch repository has the SHA-256 that was seen when this version was tested. */
export const verifyArchive = async (name: string, sha256: string, { scratch }: FetchContext): Promise<void> => {
  const repository = join(scratch, 'repository');
  const path = readdirSync(repository, { recursive: true, encoding: 'utf8' }).find((entry) =>
    entry.endsWith(`/${name}`),
  );
  const hash = createHash('sha256');
  if (path !== undefined) await pipeline(createReadStream(join(repository, path)), hash);
  if (hash.digest('hex') !== sha256)
    throw new Failure({
      cause: `${name} was downloaded, but its checksum is wrong; nothing of it is used.`,
      remedy: 'Run the command again; if it repeats, look at the mirror.',
    });
};
