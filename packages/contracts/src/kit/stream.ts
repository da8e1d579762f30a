import { z } from 'zod';

/**
 * A state stream: "what is". Debezium publishes the allow-listed columns of one table, one message per committed row
 * change, to a compacted topic keyed by the primary key. `columns` decodes one row as Debezium's JSON converter writes it
 * (times as ISO strings, JSON columns as strings, TINYINT(1) as 0/1). Every row carries `version`, the only order there is.
 */
export interface StateStream<C extends z.ZodObject = z.ZodObject> {
  readonly service: string;
  readonly table: string;
  readonly topic: string;
  readonly key: readonly string[];
  readonly columns: C;
  readonly summary: string;
}
export type Row<S extends StateStream> = z.output<S['columns']>;

export const stateStream = <C extends z.ZodObject>(declaration: {
  service: string;
  table: string;
  key: readonly (keyof z.output<C> & string)[];
  columns: C;
  summary: string;
}): StateStream<C> => ({ ...declaration, topic: `state.${declaration.service}.${declaration.table}` });

/** An event: "what happened". Carries ids and the aggregate's version, never text. Published through the outbox. */
export interface EventSpec<P extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly aggregate: string;
  readonly topic: string;
  readonly payload: P;
  readonly summary: string;
}

/** `type` is `<aggregate>.<what happened>`. */
export const event = <P extends z.ZodObject>(
  type: `${string}.${string}`,
  summary: string,
  payload: P,
): EventSpec<P> => {
  const aggregate = type.slice(0, type.indexOf('.'));
  return { type, aggregate, topic: `events.${aggregate}`, payload, summary };
};

/** How columns of MySQL arrive through Debezium with the settings in `connectors/`. */
export const column = {
  id: () => z.int(),
  version: () => z.int(),
  text: () => z.string(),
  flag: () => z.union([z.boolean(), z.int()]).transform((value) => value === true || value === 1),
  time: () => z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  json: <T extends z.ZodType>(inner: T) =>
    z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.addIssue('is not JSON');
          return z.NEVER;
        }
      })
      .pipe(inner),
};
