import { readFileSync } from 'node:fs';

/** A connector as it stands in this folder: Debezium's own settings, lists and columns as JSON instead of regular expressions. */
export interface ConnectorFile {
  readonly 'table.include.list': readonly string[];
  readonly 'column.include.list': Readonly<Record<string, readonly string[]>>;
  readonly [setting: string]: string | readonly string[] | Readonly<Record<string, readonly string[]>>;
}

/** The connectors of this deployment, one for each MySQL server. */
export const connectorNames = ['mysql'] as const;
export type ConnectorName = (typeof connectorNames)[number];

export const readConnector = (name: ConnectorName): ConnectorFile =>
  JSON.parse(readFileSync(new URL(`../${name}.json`, import.meta.url), 'utf8')) as ConnectorFile;

const escaped = (name: string) => name.replaceAll('.', '\\.');

/**
 * What Kafka Connect takes: every value a string. Debezium reads both lists as regular expressions over full names.
 * `overrides` replaces or adds settings; secrets stay references that Connect resolves.
 */
export const connectConfig = (
  file: ConnectorFile,
  overrides: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(file).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ),
  'table.include.list': file['table.include.list'].map(escaped).join(','),
  'column.include.list': Object.entries(file['column.include.list'])
    .map(([table, columns]) => `${escaped(table)}\\.(${columns.join('|')})`)
    .join(','),
  ...overrides,
});
