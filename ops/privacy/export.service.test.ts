import { fileURLToPath } from 'node:url';
import { exportedColumns, exportedName, exportedOf } from '@concord/contracts';
import { migrate, ownRows } from '@concord/platform';
import { freshDatabase, type FreshDatabase } from '@concord/testkit';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { migrationsFolder } from '../cli/migrations.ts';
import { databases } from '../stack/secrets.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const ours = 7_001;
const theirs = 7_002;

type File = ReturnType<typeof exportedOf>[number];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly full: string;
  readonly generated: string;
}

const enumWords = (type: string) => [...type.matchAll(/'([^']+)'/g)].map(([, word]) => word);

/** Some value that a column takes; another for each number. */
const aValue = ({ name, type, full }: Column, number: number): unknown => {
  if (type === 'date') return '2026-01-31';
  if (type === 'json') return JSON.stringify([number]);
  if (type === 'enum') return enumWords(full)[number % enumWords(full).length];
  if (type === 'datetime') return new Date(Date.UTC(2026, 0, 1 + (number % 28)));
  if (type === 'binary') return Buffer.alloc(32, number % 256);
  if (/int$/.test(type)) return type === 'tinyint' ? 0 : number;
  return name === 'starts' || name === 'ends' ? '22:00' : `x${String(number)}`;
};

describe.each(databases.filter((name) => exportedOf(name).length > 0))('the export of %s', (name) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await freshDatabase();
    await migrate(fresh.url, migrationsFolder(checkout, name) ?? '', 'up');
  });
  afterAll(() => fresh.drop());

  /** Puts a row with something in every column into a table, but for what is given. */
  const plant = async (table: string, number: number, own: Record<string, unknown>) => {
    const [columns] = (await fresh.db.raw(
      `SELECT column_name AS name, data_type AS type, column_type AS full, extra AS \`generated\`
       FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?`,
      [table],
    )) as [Column[]];
    const values = columns
      .filter(({ generated }) => !generated.includes('GENERATED'))
      .map((column) => [column.name, aValue(column, number)] as const);
    await fresh.db(table).insert({ ...Object.fromEntries(values), ...own });
  };

  /** A row of somebody in the table of a file, or what says whose it is beside it. */
  const plantFor = async (file: File, owner: number, number: number, own: Record<string, unknown> = {}) => {
    const { table, of, through, beside, unless } = file;
    const owned = Object.fromEntries(of.slice(0, 1).map((column) => [column, owner]));
    const present = unless === undefined ? {} : { [unless]: unless === 'hidden' ? 0 : null };
    await plant(through?.table ?? table, number, { ...owned, ...present, ...own });
    if (through !== undefined) await plant(table, number, { [through.column]: number });
    if (beside !== undefined) await plant(beside.table, number, {});
  };

  /** What in a row takes it out of a file; nothing where nothing does. */
  const markOf = ({ given, unless }: File): Record<string, unknown> | null => {
    if (given !== undefined) return { [given]: null };
    return unless === undefined ? null : { [unless]: unless === 'deleted_at' ? new Date() : 1 };
  };

  const empty = async ({ table, through, beside }: File) => {
    for (const one of [table, through?.table, beside?.table]) if (one !== undefined) await fresh.db(one).delete();
  };

  const allOf = async (file: string, accountId: number) => {
    const rows: Readonly<Record<string, unknown>>[] = [];
    for (let after: string | undefined; ;) {
      const page = await ownRows(fresh.db, name, { file, accountId, after }, 1);
      rows.push(...page.rows);
      if (page.next === null) return rows;
      after = page.next;
    }
  };

  test.each(exportedOf(name).map((one) => [one.as, one] as const))(
    '%s has what is the account’s, every column of it, page by page, and nothing of others',
    async (as, file) => {
      await empty(file);
      const isOne = file.key.length === 1 && file.of.includes(file.key[0] ?? '');
      const owners = isOne ? [theirs, ours] : [theirs, ours, ours, ours, theirs];
      for (const [number, owner] of owners.entries()) await plantFor(file, owner, 101 + number);
      const mark = markOf(file);
      if (mark !== null) await plantFor(file, ours, 110, mark);
      const rows = await allOf(as, ours);
      expect(rows).toHaveLength(owners.filter((owner) => owner === ours).length);
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(exportedColumns(file).map(exportedName));
        expect(Object.values(row)).not.toContain(null);
        expect((file.flags ?? []).filter((flag) => typeof row[exportedName(flag)] !== 'boolean')).toEqual([]);
        expect(
          Object.entries(row).filter(([key, value]) => /(^id|Id)$/.test(key) && typeof value !== 'string'),
        ).toEqual([]);
      }
    },
  );

  test('a place that is none, or a file that is not of this service, is refused', async () => {
    const [{ as } = { as: '' }] = exportedOf(name);
    for (const asked of [{ file: as, after: 'x' }, { file: 'nothing' }])
      await expect(ownRows(fresh.db, name, { ...asked, accountId: ours })).rejects.toMatchObject({
        spec: { code: 'invalid' },
      });
  });
});
