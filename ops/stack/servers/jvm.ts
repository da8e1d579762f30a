import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kafka as fetched } from '../fetch/kafka.ts';
import { ownFolder, writeWhole } from '../files.ts';
import type { Stack } from '../stack.ts';
import { versions } from '../versions.ts';
import type { Command } from './server.ts';

type JvmProgram = {
  part: 'kafka' | 'connect';
  mainClass: string;
  args: readonly string[];
  heap: readonly [string, string];
  logLevel: string;
  env?: Record<string, string>;
};

/** The command of a Kafka program: small threads, serial collector, and an archive of loaded classes that halves the start. */
export const jvm = (stack: Stack, { part, mainClass, args, heap, logLevel, env = {} }: JvmProgram): Command => ({
  file: join(stack.java.home, 'bin/java'),
  args: [
    '-XX:+UseSerialGC',
    '-Xss512k',
    '-XX:ActiveProcessorCount=2',
    '-XX:+ExitOnOutOfMemoryError',
    `-Xms${heap[0]}`,
    `-Xmx${heap[1]}`,
    ...classData(stack, part),
    '-Djava.awt.headless=true',
    '-Djava.net.preferIPv4Stack=true',
    `-Dlog4j2.configurationFile=${join(stack.places.data, part, 'log4j2.properties')}`,
    `-Dlog.level=${logLevel}`,
    '-cp',
    classPath(stack),
    mainClass,
    ...args,
  ],
  env: { PATH: process.env['PATH'], ...env },
  cwd: join(stack.places.data, part),
  user: stack.serverUser,
});

export const classPath = (stack: Stack): string => `${join(stack.places.cache, fetched.folder, 'lib')}/*`;

/** The folder of a Kafka program with its logging configuration, readable by the user it runs as (the checkout may not be). */
export const jvmFolder = (stack: Stack, part: string): string => {
  const folder = ownFolder(join(stack.places.data, part), stack.serverUser, 0o700);
  rmSync(unfinishedFile(stack, part), { force: true });
  const logging = readFileSync(join(import.meta.dirname, '../conf/log4j2.properties'), 'utf8');
  writeWhole(join(folder, 'log4j2.properties'), logging, 0o600, stack.serverUser);
  return folder;
};

/** Written by the first orderly end of a program, used from its second start on. */
const classData = (stack: Stack, part: string): string[] => {
  const archive = archiveFile(stack, part);
  return existsSync(archive)
    ? [`-XX:SharedArchiveFile=${archive}`]
    : [`-XX:ArchiveClassesAtExit=${unfinishedFile(stack, part)}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off'];
};

/** Moves an archive that was written completely to the cache, where every checkout uses it; a cache we may not write stays as it is. */
export const keepClassData = (stack: Stack, part: string): void => {
  if (!existsSync(unfinishedFile(stack, part))) return;
  try {
    mkdirSync(join(stack.places.cache, 'class-data'), { recursive: true });
    renameAcross(unfinishedFile(stack, part), archiveFile(stack, part));
  } catch {
    rmSync(unfinishedFile(stack, part), { force: true });
  }
};

/** Data and cache may lie on different disks: copied under another name first, so that a half archive is never seen. */
const renameAcross = (from: string, to: string) => {
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
  rmSync(from);
};

const archiveFile = (stack: Stack, part: string) =>
  join(
    stack.places.cache,
    'class-data',
    `${part}-${versions.kafka}-${versions.debezium}-java-${stack.java.version}.jsa`,
  );

const unfinishedFile = (stack: Stack, part: string) => join(stack.places.data, part, 'class-data.jsa');
