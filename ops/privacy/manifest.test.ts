import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allTopics } from '@concord/connectors';
import { personalData } from '@concord/contracts';
import { documents } from '@concord/search-indexer/documents';
import { expect, test } from '@jest/globals';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const day = 24 * 3_600_000;
const source = (path: string) => readFileSync(`${checkout}/${path}`, 'utf8');

test.each(documents.map(({ index, mapping }) => [index, Object.keys(mapping)] as const))(
  'each field of the index %s is listed as personal or not',
  (index, fields) => {
    const { accounts = {}, personal = {}, neither = [] } = personalData.indices[index] ?? {};
    expect([...Object.keys(accounts), ...Object.keys(personal), ...neither].toSorted()).toEqual(fields.toSorted());
  },
);

test('no index is listed that is not there', () => {
  expect(Object.keys(personalData.indices).toSorted()).toEqual(documents.map(({ index }) => index).toSorted());
});

test('every topic is listed, with the longest time that a record stays: its retention and a segment of 7 days', () => {
  expect(
    Object.fromEntries(Object.entries(personalData.topics).map(([name, { keptDays }]) => [name, keptDays])),
  ).toEqual(
    Object.fromEntries(
      allTopics().map(({ name, cleanup, retentionMs = 0 }) => [
        name,
        cleanup === 'compact' ? null : retentionMs / day + 7,
      ]),
    ),
  );
});

/** Keys are made where Redis is used, as `name:${…}`; caches also by the name they are given. */
const keyBuilders = (): string[] => {
  const sources = globSync('{packages,services}/*/src/**/*.ts', { cwd: checkout }).filter(
    (path) => !path.endsWith('.test.ts'),
  );
  return sources
    .map(source)
    .filter((text) => /[Rr]edis/.test(text))
    .flatMap((text) => [
      ...[...text.matchAll(/[`']((?:[a-z][a-z-]*:)+)\$\{/g)].map(([, prefix]) => prefix ?? ''),
      ...[...text.matchAll(/versionedCache(?:<[^>]*>)?\(\{[^}]*?name: '([^']+)'/g)].map(
        ([, name]) => `cache:${name ?? ''}:`,
      ),
    ]);
};

test('every kind of key in Redis is listed, and no other', () => {
  const built = keyBuilders().filter((prefix) => prefix !== 'cache:');
  expect([...new Set(built)].toSorted()).toEqual(Object.keys(personalData.redisKeys).toSorted());
});

test('MySQL keeps its binary log as long as the manifest says', () => {
  const [log] = personalData.elsewhere;
  expect(log?.kept).toContain('7 days');
  for (const path of ['ops/stack/servers/mysql.ts', 'ops/docker/mysql/concord.cnf'])
    expect(source(path)).toContain(`binlog_expire_logs_seconds = ${String(7 * 86_400)}`);
});

test('Kafka compacts what a row said before as soon as the manifest says', () => {
  expect(personalData.elsewhere[1]?.kept).toContain('7 days');
  expect(source('ops/stack/servers/kafka.ts')).toContain(`log.cleaner.max.compaction.lag.ms=${String(7 * day)}`);
});
