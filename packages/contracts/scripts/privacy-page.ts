import { exportedColumns, exportedName, exportedOf, personalData } from '../src/index.ts';
import type { AtDeletion, Fates, IndexFacts, TableFacts } from '../src/index.ts';

const { databases, indices, topics, eventPayloads, redisKeys, elsewhere } = personalData;

/** `docs/privacy.md`: what is kept where, what a deletion does to it, and what an export has of it. */
export const privacyPage = (made: string): string => `# Personal data

${made}

For whoever operates Concord and for whoever answers for the data in it: **where something of a person is, what the deletion of their account does
to it, and what their export has of it.** The lists stand in \`packages/contracts/src/privacy\`; tests compare them with the migrated databases, the
index, the topics and the keys of Redis, so that nothing is added without being listed.

\`./concord privacy scan <account id>\` looks through all of it for what is left of an account.

What a deletion does:

- **erased**: the row, document or key is gone.
- **blanked**: the row stays, for what others have built on it; this is emptied in it.
- **tombstone**: it stays as the key of a row that has nothing else left but its version, so that no late change brings the row back.
- **kept**: it stays, for the time and the reason given.

Words in _italics_ are ids of accounts. Tables and columns that are not named here hold nothing of a person.

## Databases

${Object.keys(databases).map(databaseSection).filter(Boolean).join('\n\n')}

## The search index

A deleted row stays as a document with its key, its version and the mark of being deleted until the index is rebuilt.

| index | what it holds | at deletion |
| --- | --- | --- |
${Object.entries(indices)
  .filter(([, facts]) => isPersonal(facts))
  .map(([name, facts]) => `| \`${name}\` | ${facts.summary} | ${fates(facts)} |`)
  .join('\n')}

## Topics

A state topic carries the captured columns of its table: what a deletion does to them is what it does to the table, and the topic follows.

| topic | what it holds | a record stays |
| --- | --- | --- |
${Object.entries(topics)
  .map(([name, facts]) => `| \`${name}\` | ${facts.summary} | ${stays(facts.keptDays)} |`)
  .join('\n')}

Events name people by ids of accounts alone. They stay until the time above is over, also after a deletion: without the account nothing tells whose id it was.

| event | ids of accounts | other ids and words |
| --- | --- | --- |
${Object.entries(eventPayloads)
  .map(([type, { accounts, neither }]) => `| \`${type}\` | ${code(accounts)} | ${code(neither)} |`)
  .join('\n')}

## Redis

| keys | what they hold | live |
| --- | --- | --- |
${Object.entries(redisKeys)
  .map(([prefix, facts]) => `| \`${prefix}…\` | ${facts.summary} | ${String(facts.keptSeconds)} s at most |`)
  .join('\n')}

## Elsewhere

| place | what it holds | how long |
| --- | --- | --- |
${elsewhere.map(({ place, holds, kept }) => `| ${place} | ${holds} | ${kept} |`).join('\n')}

## What an export has

\`POST /v1/me/exports\` makes a ZIP with one JSON file for each line. Ids are strings, times RFC 3339.

| file | what it has | from | of each |
| --- | --- | --- | --- |
${Object.keys(databases).flatMap(exportLines).join('\n')}

What an export has not, though it is somebody's:

| table | why not |
| --- | --- |
${Object.keys(databases).flatMap(notExportedLines).join('\n')}
`;

const isPersonal = ({ accounts, personal }: IndexFacts): boolean =>
  Object.keys(accounts).length + Object.keys(personal).length > 0;

const personalTables = (database: string): [string, TableFacts][] =>
  Object.entries(databases[database] ?? {}).filter(([, facts]) => isPersonal(facts));

const databaseSection = (database: string): string => {
  const rows = personalTables(database);
  return rows.length === 0
    ? ''
    : `### concord_${database}

| table | what it holds | at deletion |
| --- | --- | --- |
${rows.map(([table, facts]) => `| \`${table}\` | ${facts.summary} | ${fates(facts)} |`).join('\n')}`;
};

/** Columns by what happens to them: one line each. */
const fates = ({ accounts, personal }: { accounts: Fates; personal: Fates }): string => {
  const shown = [
    ...Object.entries(accounts).map(([name, fate]) => [wordsFor(fate), `_${name}_`] as const),
    ...Object.entries(personal).map(([name, fate]) => [wordsFor(fate), name] as const),
  ];
  return Object.entries(Object.groupBy(shown, ([words]) => words))
    .map(([words, names = []]) => `**${words}**: ${names.map(([, name]) => name).join(', ')}`)
    .join('<br>');
};

const wordsFor = (fate: AtDeletion): string =>
  fate.does === 'kept' ? `kept${fate.days === null ? '' : ` ${days(fate.days)} at most`} (${fate.why})` : fate.does;

const days = (count: number) => (count === 1 ? '1 day' : `${String(count)} days`);
const stays = (keptDays: number | null) =>
  keptDays === null ? 'the latest of each key, for ever' : `${days(keptDays)} at most`;
const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

const exportLines = (database: string): string[] =>
  exportedOf(database).map(
    (one) =>
      `| \`${one.as}.json\` | ${one.summary} | \`concord_${database}.${one.table}\` | ${exportedColumns(one).map(exportedName).join(', ')} |`,
  );

const notExportedLines = (database: string): string[] =>
  personalTables(database).flatMap(([table, { exported }]) =>
    typeof exported === 'string' ? [`| \`concord_${database}.${table}\` | ${exported} |`] : [],
  );
