import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { versions } from '../versions.ts';
import { which } from '../run.ts';
import { installPackages } from './install.ts';

export type Java = { home: string; version: string };

/** The first Java of a supported version: CONCORD_JAVA_HOME, JAVA_HOME, the PATH, then what the distribution installed. */
export const findJava = async (env: Record<string, string | undefined> = process.env): Promise<Java | undefined> => {
  const onPath = await which('java');
  const candidates = [
    env['CONCORD_JAVA_HOME'],
    env['JAVA_HOME'],
    onPath === undefined ? undefined : join(realpathSync(onPath), '../..'),
    ...distributed(),
  ];
  for (const home of candidates) {
    const version = home === undefined ? undefined : javaVersion(home);
    if (home !== undefined && version !== undefined && supported(version)) return { home: realpathSync(home), version };
  }
  return undefined;
};

/** Finds Java, installing the distribution's own when there is none. */
export const ensureJava = async (signal?: AbortSignal): Promise<Java> => {
  const found = await findJava();
  if (found !== undefined) return found;
  await installPackages(['default-jre-headless'], `Java ${versions.java.oldest} to ${versions.java.newest}`, signal);
  const installed = await findJava();
  if (installed !== undefined) return installed;
  throw new Failure({
    cause: `No Java ${versions.java.oldest} to ${versions.java.newest} was found, also after installing the distribution's own.`,
    remedy: 'Install one and set CONCORD_JAVA_HOME to its folder.',
  });
};

/** Makes sure of Maven, the client that fetches and verifies the Java servers. */
export const ensureMaven = async (signal?: AbortSignal): Promise<void> => {
  if ((await which('mvn')) === undefined) await installPackages(['maven'], 'Maven', signal);
};

/** The major version that stands in a Java home's `release` file text. */
export const majorVersion = (version: string): number => Number(version.split('.')[0]);

const supported = (version: string) =>
  majorVersion(version) >= versions.java.oldest && majorVersion(version) <= versions.java.newest;

const javaVersion = (home: string): string | undefined => {
  const release = join(home, 'release');
  if (!existsSync(join(home, 'bin/java')) || !existsSync(release)) return undefined;
  return /^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(release, 'utf8'))?.[1];
};

const distributed = () => {
  const folder = '/usr/lib/jvm';
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
    : [];
};
