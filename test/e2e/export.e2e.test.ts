import { errors, exportedColumns, exportedName, exportedOf, personalData } from '@concord/contracts';
import { openDatabase } from '@concord/platform';
import { eventually, unzipped } from '@concord/testkit';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { contentsOf } from './export/contents.ts';
import { live, type Life } from './export/life.ts';
import { anyone, setting, somebody } from './platform.ts';

type Row = Readonly<Record<string, unknown>>;

const listed = Object.keys(personalData.databases).flatMap(exportedOf);

let life: Life;
let params: { id: string };
let files: Record<string, string>;
beforeAll(async () => {
  life = await live();
  const { api } = life.owner;
  params = { id: (await api.requestExport()).id };
  await eventually(async () => (await api.getExport({ params })).state === 'ready', { timeoutMs: 30_000 });
  files = unzipped(await api.getExportArchive({ params }));
}, 180_000);

const rowsIn = (file: string): Row[] => JSON.parse(files[`${file}.json`] ?? 'null') as Row[];

test('nobody else fetches it, or learns that it is there', async () => {
  const { api } = await somebody();
  for (const read of ['getExport', 'getExportArchive'] as const) {
    await expect(anyone[read]({ params })).toFail(errors.unauthenticated);
    await expect(api[read]({ params })).toFail(errors.notFound);
    await expect(life.friend.api[read]({ params })).toFail(errors.notFound);
  }
});

test('it has the files that the manifest lists, and one that says what is in them', () => {
  expect(Object.keys(files).toSorted()).toEqual(['README.txt', ...listed.map(({ as }) => `${as}.json`)].toSorted());
  for (const { as, summary } of listed)
    expect(files['README.txt']).toMatch(new RegExp(`^${as}.json +${summary}$`, 'm'));
});

test('each file that the manifest lists is looked into here', () => {
  expect(Object.keys(contentsOf(life)).toSorted()).toEqual(listed.map(({ as }) => as).toSorted());
});

describe.each(listed.map((one) => [one.as, one] as const))('%s', (as, file) => {
  test('has all that its owner has there, and nothing else', () => {
    const [rows, expected] = [rowsIn(as), contentsOf(life)[as] ?? []];
    expect(rows).toEqual(expect.arrayContaining(expected.map((row): unknown => expect.objectContaining(row))));
    expect(rows).toHaveLength(expected.length);
    for (const row of rows) expect(Object.keys(row)).toEqual(exportedColumns(file).map(exportedName));
  });

  test('has nothing that is somebody else’s business', () => {
    const text = files[`${as}.json`] ?? '';
    expect(life.nobodysBusiness.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

test('after its time it is gone', async () => {
  const auth = openDatabase(setting('CONCORD_AUTH_DATABASE_URL'), { poolSize: 1 });
  await auth('exports').where(params).update({ expires_at: new Date() });
  await auth.destroy();
  await expect(life.owner.api.getExport({ params })).toFail(errors.notFound);
  await expect(life.owner.api.getExportArchive({ params })).toFail(errors.notFound);
});
