/** Passing over statements that Debezium cannot read. */
export const skipUnreadableDdl = { 'schema.history.internal.skip.unparseable.ddl': 'true' } as const;

const [[setting, on]] = Object.entries(skipUnreadableDdl) as [[string, string]];

/** Whether a connector passes over them. */
export const skipsUnreadableDdl = (config: Readonly<Record<string, string>> | null): boolean =>
  config?.[setting] === on;

/**
 * What a connector keeps of the settings that it has, whatever is registered: Debezium reads its history of statements at each start, and one
 * that was passed over stands there for ever.
 */
export const keptSettings = (config: Readonly<Record<string, string>> | null): Record<string, string> =>
  skipsUnreadableDdl(config) ? { ...skipUnreadableDdl } : {};
