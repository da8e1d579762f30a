import { exportedName, exportedOf, personalData } from '@concord/contracts';
import { eventually, unzipped } from '@concord/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exportFiles } from '../src/domain/export.ts';
import type { ExportSource } from '../src/jobs/make-exports.ts';
import { authErasure } from '../src/store/erasure.ts';
import { atOnce, codesOf, startAuth, succeeded, type Auth } from './auth.ts';

const day = 86_400_000;

/** The other services: a row in each page of each file, two pages each; away when told. */
let awayAfter = Infinity;
/** Whose rows nobody can give. */
let hopeless = 0;
/** Whose files do not end. */
let endless = 0;
let refused = 0;
let asked: string[] = [];
const source: ExportSource = async ({ database, as }, accountId, after) => {
  if (asked.length >= awayAfter) {
    refused += 1;
    throw new Error('away, on purpose');
  }
  if (accountId === hopeless) throw new Error('a row that cannot be told, on purpose');
  asked.push(`${as} ${after ?? ''}`);
  const { columns } = exportedOf(database).find((one) => one.as === as) ?? { columns: [] };
  const row = Object.fromEntries(columns.map((column) => [exportedName(column), `${column} of ${String(accountId)}`]));
  return { rows: [row], next: after === undefined || accountId === endless ? 'two' : null };
};

let auth: Auth;
beforeAll(async () => {
  auth = await startAuth({}, { source });
});
beforeEach(() => {
  [awayAfter, hopeless, endless] = [Infinity, 0, 0];
  refused = 0;
  asked = [];
});
afterAll(() => auth.stop());

const somebody = async () => auth.logIn(await auth.signUp());
type Somebody = Awaited<ReturnType<typeof somebody>>;
const ready = ({ api }: Somebody, id: string) =>
  eventually(async () => (await api.getExport({ params: { id } })).state === 'ready');
const exported = async (person: Somebody): Promise<string> => {
  const { id } = await person.api.requestExport();
  await ready(person, id);
  return id;
};

test('nobody without a session has one', async () => {
  await expect(auth.anonymous.requestExport()).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(auth.anonymous.getExportArchive({ params: { id: '1' } })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
});

test('who has not proved lately who they are may neither ask for one nor fetch it', async () => {
  const person = await auth.signUp();
  const session = await auth.logIn(person);
  const id = await exported(session);
  auth.advance(300_000);
  await expect(session.api.requestExport()).rejects.toMatchObject({ code: 'authentication_old' });
  await expect(session.api.getExportArchive({ params: { id } })).rejects.toMatchObject({ code: 'authentication_old' });
  await session.api.confirmSession({ body: { password: person.password } });
  expect((await session.api.getExportArchive({ params: { id } })).byteLength).toBeGreaterThan(0);
});

test('asking for one and fetching it are written down', async () => {
  const person = await somebody();
  const id = await exported(person);
  await person.api.getExportArchive({ params: { id } });
  const user_id = Number(person.tokens.accountId);
  for (const action of ['export_requested', 'export_fetched'])
    expect(await auth.rows('audit_log', { user_id, action })).toMatchObject([
      { session_id: Number(person.tokens.sessionId), actor_id: null, address: '192.0.2.7' },
    ]);
});

test('nobody has the export of another', async () => {
  const id = await exported(await somebody());
  const { api } = await somebody();
  await expect(api.getExport({ params: { id } })).rejects.toMatchObject({ code: 'not_found' });
  await expect(api.getExportArchive({ params: { id } })).rejects.toMatchObject({ code: 'not_found' });
});

test('there is one at a time, three a day, and none to fetch before it is finished', async () => {
  const person = await somebody();
  awayAfter = 0;
  const [one, two] = await Promise.all([person.api.requestExport(), person.api.requestExport()]);
  expect([one.state, two]).toEqual(['being_made', one]);
  await expect(person.api.getExportArchive({ params: { id: one.id } })).rejects.toMatchObject({ code: 'not_found' });
  awayAfter = Infinity;
  auth.advance(10_000);
  await ready(person, one.id);
  await exported(person);
  await exported(person);
  await expect(person.api.requestExport()).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await auth.rows('exports', { user_id: person.tokens.accountId })).toHaveLength(3);
});

test('the archive has everything that the manifest lists, all pages of it, and says what is what', async () => {
  const person = await somebody();
  const id = await exported(person);
  const files = unzipped(await person.api.getExportArchive({ params: { id } }));
  const listed = Object.keys(personalData.databases).flatMap((database) => exportedOf(database));
  expect(Object.keys(files).toSorted()).toEqual(['README.txt', ...listed.map(({ as }) => `${as}.json`)].toSorted());
  for (const { as, columns, summary } of listed) {
    const rows = JSON.parse(files[`${as}.json`] ?? '') as Record<string, string>[];
    expect(rows).toHaveLength(2);
    expect(Object.keys(rows[0] ?? {})).toEqual(columns.map(exportedName));
    expect(Object.values(rows[1] ?? {})).toEqual(columns.map((column) => `${column} of ${person.tokens.accountId}`));
    expect(files['README.txt']).toContain(summary);
  }
});

test('an archive is fetched five times an hour, by who has proved who they are, and another as often', async () => {
  const person = await auth.signUp();
  const session = await auth.logIn(person);
  const [params, other] = [{ id: await exported(session) }, { id: await exported(session) }];
  auth.advance(300_000);
  for (let time = 0; time < 6; time += 1)
    await expect(session.api.getExportArchive({ params })).rejects.toMatchObject({ code: 'authentication_old' });
  await session.api.confirmSession({ body: { password: person.password } });
  const outcomes = await atOnce(7, () => session.api.getExportArchive({ params }));
  expect(succeeded(outcomes)).toHaveLength(5);
  expect(codesOf(outcomes)).toEqual(['rate_limited', 'rate_limited']);
  const fetched = { user_id: session.tokens.accountId, action: 'export_fetched' };
  expect(await auth.rows('audit_log', fetched)).toHaveLength(5);
  expect((await session.api.getExportArchive({ params: other })).byteLength).toBeGreaterThan(0);
});

test('a service that goes away in the middle is waited for, and nothing is asked for twice', async () => {
  const person = await somebody();
  awayAfter = 5;
  const { id } = await person.api.requestExport();
  await eventually(() => {
    auth.advance(1_000);
    return refused > 2;
  });
  expect(await person.api.getExport({ params: { id } })).toMatchObject({ state: 'being_made', finishedAt: null });
  expect(asked).toHaveLength(5);
  awayAfter = Infinity;
  auth.advance(60_000);
  await ready(person, id);
  expect(asked).toHaveLength(2 * exportFiles.length);
  expect(new Set(asked).size).toBe(asked.length);
});

test('one that cannot be made holds up nobody else’s', async () => {
  const [stuck, other] = [await somebody(), await somebody()];
  hopeless = Number(stuck.tokens.accountId);
  const { id } = await stuck.api.requestExport();
  await exported(other);
  expect((await stuck.api.getExport({ params: { id } })).state).toBe('being_made');
});

test('one that does not end holds up nobody else’s', async () => {
  const [large, other] = [await somebody(), await somebody()];
  endless = Number(large.tokens.accountId);
  const { id } = await large.api.requestExport();
  await eventually(() => asked.length > 3);
  await exported(other);
  expect((await large.api.getExport({ params: { id } })).state).toBe('being_made');
  endless = 0;
  await ready(large, id);
});

test('one that fails again and again is given up, says so, keeps nothing, and another may be asked for', async () => {
  const person = await auth.signUp();
  const session = await auth.logIn(person);
  const userId = Number(session.tokens.accountId);
  awayAfter = 3;
  const params = { id: (await session.api.requestExport()).id };
  await eventually(() => refused > 0);
  awayAfter = Infinity;
  hopeless = userId;
  // As if it had failed so often; how the pauses grow is a test of its own.
  await auth.db('exports').where(params).update({ attempts: 22 });
  await eventually(async () => {
    auth.advance(3_600_000);
    return (await session.api.getExport({ params })).state === 'failed';
  });
  expect(await session.api.getExport({ params })).toMatchObject({ finishedAt: null });
  expect(await auth.db('export_pages').where({ export_id: params.id })).toEqual([]);
  const again = await auth.logIn(person);
  await expect(again.api.getExportArchive({ params })).rejects.toMatchObject({ code: 'not_found' });
  hopeless = 0;
  const others = [await exported(again), await exported(again), await exported(again)];
  expect(new Set([params.id, ...others]).size).toBe(4);
  auth.advance(7 * day);
  await expect(again.api.getExport({ params })).rejects.toMatchObject({ code: 'not_found' });
});

test('after 7 days it is gone, with what it had', async () => {
  const person = await auth.signUp();
  const session = await auth.logIn(person);
  const id = await exported(session);
  auth.advance(7 * day);
  await expect(session.api.getExport({ params: { id } })).rejects.toMatchObject({ code: 'not_found' });
  const again = await auth.logIn(person);
  await expect(again.api.getExportArchive({ params: { id } })).rejects.toMatchObject({ code: 'not_found' });
});

test('it is erased with its account, and who was making it stops', async () => {
  const person = await somebody();
  const id = await exported(person);
  awayAfter = 0;
  const { id: other } = await person.api.requestExport();
  await eventually(() => refused > 0);
  await person.api.deleteMe({});
  for (let turn = 0; turn < 3; turn += 1) await authErasure.advance(auth.db, 0);
  awayAfter = Infinity;
  expect(await auth.rows('exports', { user_id: person.tokens.accountId })).toEqual([]);
  expect(await auth.db('export_pages').whereIn('export_id', [Number(id), Number(other)])).toEqual([]);
  await expect(person.api.getExport({ params: { id } })).rejects.toMatchObject({ code: 'not_found' });
});
