import type { Db } from '@concord/platform';
import { columnRule, textRule } from './rules.ts';
import { tally, type Finding, type Sought } from './sought.ts';

type Column = { readonly table: string; readonly column: string; readonly type: string };

const whole = /^(tinyint|smallint|mediumint|int|bigint)$/;
const texts = /^(char|varchar|.*text|json|enum)$/;

const columnsOf = async (db: Db): Promise<Column[]> => {
  const [columns] = (await db.raw(
    `SELECT table_name AS \`table\`, column_name AS \`column\`, data_type AS type FROM information_schema.columns
     WHERE table_schema = DATABASE() AND table_name NOT LIKE 'knex%' ORDER BY table_name, ordinal_position`,
  )) as [Column[]];
  return columns.filter(({ type }) => whole.test(type) || texts.test(type));
};

const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
/** ICU, as MySQL has it: no letter or digit right before or after. */
const standingAlone = (text: string) => String.raw`(?<![\p{L}\p{N}_])${literal(text)}(?![\p{L}\p{N}_])`;

/** An expression that counts the rows whose column matches, with what it is given. Looked for by LIKE first, which is faster. */
const countOf = ({ column, type }: Column, sought: readonly string[]): { sql: string; given: string[] } => {
  if (whole.test(type)) return { sql: 'SUM(?? = ?)', given: [column, sought[0] ?? ''] };
  const one = `(CAST(?? AS CHAR) COLLATE utf8mb4_0900_ai_ci LIKE ? AND REGEXP_LIKE(CAST(?? AS CHAR), ?, 'i'))`;
  return {
    sql: `SUM(${sought.map(() => one).join(' OR ')})`,
    given: sought.flatMap((text) => [
      column,
      `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
      column,
      standingAlone(text),
    ]),
  };
};

/** Numbers of references by place, of one table; one look at each row. */
const countsIn = async (db: Db, table: string, asked: readonly { column: Column; sought: readonly string[] }[]) => {
  const counts = asked.map(({ column, sought }) => countOf(column, sought));
  const list = counts.map(({ sql }, place) => `CAST(COALESCE(${sql}, 0) AS SIGNED) AS c${String(place)}`).join(', ');
  const [[row]] = (await db.raw(`SELECT ${list} FROM ??`, [...counts.flatMap(({ given }) => given), table])) as [
    [Record<string, number>],
  ];
  return asked.map((_, place) => row[`c${String(place)}`] ?? 0);
};

/**
 * Every column of every table of one database: whole numbers that equal the id, texts and JSON that hold it as a whole number, and texts
 * that hold one of the texts as whole words.
 */
export const lookInMysql = async (
  db: Db,
  database: string,
  { accountId, texts: words }: Sought,
): Promise<Finding[]> => {
  const found = tally('mysql');
  for (const [table, columns] of Map.groupBy(await columnsOf(db), (column) => column.table)) {
    const byId = columns.map((column) => ({ column, sought: [String(accountId)] }));
    const byText =
      words.length === 0
        ? []
        : columns.filter(({ type }) => texts.test(type)).map((column) => ({ column, sought: words }));
    const counts = await countsIn(db, table, [...byId, ...byText]);
    counts.forEach((references, place) => {
      if (references === 0) return;
      const column = [...byId, ...byText][place]?.column.column ?? '';
      const rule = place < byId.length ? columnRule(database, table, column) : textRule;
      found.add(`concord_${database}.${table}.${column}`, rule.words, rule.allowed, references);
    });
  }
  return found.findings();
};
