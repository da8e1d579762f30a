import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Turns schemas into JSON Schema as callers see them on the wire, and gathers the named ones as components. */
export interface Schemas {
  /** A schema, by reference where it has a name. */
  of(schema: z.ZodType): JsonSchema;
  readonly components: Readonly<Record<string, JsonSchema>>;
}

export const schemas = (): Schemas => {
  const components: Record<string, JsonSchema> = {};
  return {
    components,
    of(schema) {
      const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io: 'input', override: asOnTheWire });
      for (const [name, definition] of Object.entries($defs)) components[name] = pointed(definition);
      return pointed(own);
    },
  };
};

type Override = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>;

const spelledOut = new Set(['date-time', 'date', 'email']);

/** Leaves out what says nothing to a reader, and adds defaults that zod keeps to the decoded side. */
const asOnTheWire: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema._zod;
  if (def.type === 'default' && isPlain(def.defaultValue)) jsonSchema.default ??= def.defaultValue;
  if (jsonSchema.type !== 'string' || spelledOut.has(jsonSchema.format ?? '')) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** `#/$defs/Post` → `#/components/schemas/Post`, all through. */
const pointed = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(pointed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      key,
      key === '$ref' && typeof child === 'string' ? child.replace('#/$defs/', '#/components/schemas/') : pointed(child),
    ]),
  ) as T;
};
