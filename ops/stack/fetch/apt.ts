import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failure } from '../failure.ts';
import { mustRun, run } from '../run.ts';

/**
 * Downloads packages of one Debian suite with all they depend on, without installing anything and without root:
 * apt works on a folder of its own and verifies signatures and checksums. Returns the paths of the .deb files.
 */
export const downloadDebs = async (
  suite: string,
  packages: readonly string[],
  scratch: string,
  signal: AbortSignal | undefined,
): Promise<string[]> => {
  for (const folder of ['etc', 'lists/partial', 'cache/archives/partial', 'state'])
    mkdirSync(join(scratch, folder), { recursive: true });
  writeFileSync(join(scratch, 'status'), '');
  const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
  writeFileSync(join(scratch, 'etc/sources.list'), `deb [signed-by=${keyring}] ${await mirror()} ${suite} main\n`);
  const options = aptOptions(scratch);
  const remedy =
    'Check the network and this machine’s apt sources (apt-get update must work), then run the command again.';
  await mustRun('Reading the package index', 'apt-get', [...options, 'update'], { signal, remedy });
  await mustRun(
    `Downloading ${packages.join(', ')}`,
    'apt-get',
    [...options, '-y', '--download-only', 'install', ...packages],
    { signal, remedy },
  );
  const archives = join(scratch, 'cache/archives');
  return readdirSync(archives)
    .filter((name) => name.endsWith('.deb') && !notNeeded.test(name))
    .map((name) => join(archives, name));
};

/** Packages that only install scripts want. */
const notNeeded = /^(perl|libperl|gcc-|adduser|passwd|base-passwd|debconf|login|cdebconf|sysvinit|init-system)/;

/** Unpacks .deb files into a folder. */
export const unpackDebs = async (
  files: readonly string[],
  into: string,
  signal: AbortSignal | undefined,
): Promise<void> => {
  for (const file of files) {
    await mustRun(`Unpacking ${basename(file)}`, 'dpkg', ['-x', file, into], { signal });
  }
  await mustRun('Dropping special rights', 'chmod', ['-R', 'ug-s', into], { signal });
};

/** The mirror this machine already uses for Debian itself. */
const mirror = async (): Promise<string> => {
  const targets = await run('apt-get', ['indextargets', '--format', '$(LABEL) $(REPO_URI)', 'Created-By: Packages']);
  const fromTargets = /^Debian (\S+)$/m.exec(targets.output)?.[1];
  if (fromTargets !== undefined) return fromTargets;
  const sources = await run('/bin/sh', [
    '-c',
    'cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null',
  ]);
  const fromSources = /^[^#]*?\b([a-z+]+:\/\/\S*\/debian\/?)(?:\s|$)/m.exec(sources.output)?.[1];
  if (fromSources !== undefined) return fromSources;
  throw new Failure({
    cause: 'No Debian mirror stands in this machine’s apt sources.',
    remedy: 'MySQL can only be fetched on Debian or with a Debian mirror configured; docker compose works everywhere.',
  });
};

const aptOptions = (scratch: string): string[] => [
  '-qq',
  ...Object.entries({
    'Dir::Etc::sourcelist': join(scratch, 'etc/sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State': join(scratch, 'state'),
    'Dir::State::lists': join(scratch, 'lists'),
    'Dir::State::status': join(scratch, 'status'),
    'Dir::Cache': join(scratch, 'cache'),
    'APT::Install-Recommends': 'false',
    'APT::Sandbox::User': 'root',
    'APT::Keep-Downloaded-Packages': 'true',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  }).flatMap(([key, value]) => ['-o', `${key}=${value}`]),
];
