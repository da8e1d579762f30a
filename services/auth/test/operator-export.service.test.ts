import { errors, exportedName, exportedOf } from '@concord/contracts';
import { leaseIds } from '@concord/platform';
import { eventually, unzipped } from '@concord/testkit';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exportFiles } from '../src/domain/export.ts';
import { beginExport, deleteAccount, exportProgress, openArchive, sanction } from '../src/jobs/operator/index.ts';
import type { OperatorParts } from '../src/jobs/operator/parts.ts';
import type { ExportSource } from '../src/jobs/make-exports.ts';
import { authErasure } from '../src/store/erasure.ts';
import { atOnce, startAuth, succeeded, type Auth } from './auth.ts';
import { member } from './staff.ts';

/** The other services: a row of each file, unless they are away. */
let away = false;
let refused = 0;
const source: ExportSource = async ({ database, as }, accountId) => {
  if (away) {
    refused += 1;
    throw new Error('away, on purpose');
  }
  const { columns } = exportedOf(database).find((one) => one.as === as) ?? { columns: [] };
  const row = Object.fromEntries(columns.map((column) => [exportedName(column), `${column} of ${String(accountId)}`]));
  return { rows: [row], next: null };
};

let auth: Auth;
let parts: OperatorParts & { readonly ids: ReturnType<typeof leaseIds> };
beforeAll(async () => {
  // The service's clock stands still from its start on: what is asked for later by another would not be due.
  const start = new Date();
  auth = await startAuth({}, { source });
  const mails = { enqueue: () => Promise.resolve() };
  parts = { db: auth.db, ids: leaseIds(auth.db), clock: { now: () => start }, mails };
  await parts.ids.start();
});
beforeEach(() => {
  [away, refused] = [false, 0];
});
afterAll(async () => {
  await parts.ids.stop();
  await auth.stop();
});

const reason = 'Asked for by letter';
const begin = (account: string) => beginExport(parts, { account, reason });
type Begun = Awaited<ReturnType<typeof begin>>;
const ready = (begun: Begun) => eventually(async () => (await exportProgress(parts, begun))?.state === 'ready');
const archiveOf = async (begun: Begun) => {
  const bytes = await buffer(await openArchive(parts, { ...begun, reason }));
  return unzipped(new Uint8Array(bytes).buffer);
};

test('there is none of who is not there, or deleted', async () => {
  const gone = await member(auth);
  await deleteAccount(parts, { account: gone.username, reason });
  for (const account of ['nobody_of_this_name', 'nobody@example.org', '12345', gone.id, gone.username, gone.email])
    await expect(begin(account)).toFail(errors.notFound);
  expect(await auth.rows('exports', { user_id: gone.id })).toEqual([]);
});

test('there is nothing to write before it is ready, nor of another’s', async () => {
  const [someone, other] = [await member(auth), await member(auth)];
  away = true;
  const begun = await begin(someone.username);
  await eventually(() => refused > 0);
  await expect(openArchive(parts, { ...begun, reason })).toFail(errors.notFound);
  expect(await exportProgress(parts, begun)).toMatchObject({ state: 'being_made', pages: 0, file: 1 });
  away = false;
  auth.advance(60_000);
  await ready(begun);
  const mixed = { ...begun, accountId: Number(other.id) };
  await expect(openArchive(parts, { ...mixed, reason })).toFail(errors.notFound);
  expect(await exportProgress(parts, mixed)).toBeNull();
});

test.each(['active', 'suspended', 'banned'] as const)(
  'of an account that is %s it has all that the manifest lists',
  async (status) => {
    const someone = await member(auth);
    if (status !== 'active')
      await sanction(parts, { account: someone.id, kind: status === 'banned' ? 'ban' : 'suspension', reason });
    const begun = await begin(someone.email);
    expect(begun).toMatchObject({ accountId: Number(someone.id), username: someone.username });
    await ready(begun);
    const files = await archiveOf(begun);
    expect(Object.keys(files).toSorted()).toEqual(
      ['README.txt', ...exportFiles.map(({ as }) => `${as}.json`)].toSorted(),
    );
    for (const { as } of exportFiles) expect(JSON.parse(files[`${as}.json`] ?? '')).toHaveLength(1);
    expect(files['account.json']).toContain(`username of ${someone.id}`);
  },
);

test('asking for it and fetching it are written down, as the operator’s, with the reason', async () => {
  const someone = await member(auth);
  const begun = await begin(someone.username);
  await ready(begun);
  await archiveOf(begun);
  for (const action of ['export_requested', 'export_fetched'])
    expect(await auth.rows('audit_log', { user_id: someone.id, action })).toMatchObject([
      {
        ...{ actor_id: null, session_id: null, address: null, reason },
        ...{ detail: 'by the operator', device: 'concord users export' },
      },
    ]);
});

test('one that is being made is that one, whoever asked for it first', async () => {
  const someone = await member(auth);
  away = true;
  const { id } = await someone.api.requestExport();
  const asked = succeeded(await atOnce(3, () => begin(someone.username)));
  expect(asked.map(({ exportId }) => String(exportId))).toEqual([id, id, id]);
  const other = await member(auth);
  const { exportId } = await begin(other.username);
  expect((await other.api.requestExport()).id).toBe(String(exportId));
});

test('its owner may ask as often as before, and fetches it as their own', async () => {
  const someone = await member(auth);
  const params = [];
  for (let time = 0; time < 4; time += 1) {
    const begun = await begin(someone.username);
    await ready(begun);
    params.push({ id: String(begun.exportId) });
  }
  for (let time = 0; time < 3; time += 1) {
    const own = { id: (await someone.api.requestExport()).id };
    await eventually(async () => (await someone.api.getExport({ params: own })).state === 'ready');
  }
  await expect(someone.api.requestExport()).toFail(errors.rateLimited);
  for (const one of params) expect(await someone.api.getExport({ params: one })).toMatchObject({ state: 'ready' });
  const [first] = params;
  const files = unzipped(await someone.api.getExportArchive({ params: first ?? { id: '' } }));
  expect(Object.keys(files)).toHaveLength(exportFiles.length + 1);
});

test('the operator may ask where the owner may not any more', async () => {
  const someone = await member(auth);
  for (let time = 0; time < 3; time += 1) {
    const own = { id: (await someone.api.requestExport()).id };
    await eventually(async () => (await someone.api.getExport({ params: own })).state === 'ready');
  }
  await expect(someone.api.requestExport()).toFail(errors.rateLimited);
  await ready(await begin(someone.username));
});

test('it goes with its account', async () => {
  const someone = await member(auth);
  const begun = await begin(someone.username);
  await ready(begun);
  await deleteAccount(parts, { account: someone.username, reason });
  for (let turn = 0; turn < 3; turn += 1) await authErasure.advance(auth.db, 0);
  expect(await exportProgress(parts, begun)).toBeNull();
  await expect(openArchive(parts, { ...begun, reason })).toFail(errors.notFound);
});
