import { reactionTargets, type Reactions, type TargetType } from '@concord/contracts';
import { z } from 'zod';

/** Something in an answer that can be reacted to. */
export interface Target {
  readonly type: TargetType;
  /** As it stands in the answer: to be filled in. */
  readonly shown: { readonly id: string; reactions: Reactions | null };
}

/** What a schema is made of, one level down. */
const parts = (schema: z.core.$ZodType): readonly z.core.$ZodType[] => {
  if (schema instanceof z.ZodObject) return Object.values<z.core.$ZodType>(schema.shape);
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodLazy)
    return [schema.unwrap()];
  return schema instanceof z.ZodUnion ? schema.options : [];
};

const reaches = (schema: z.core.$ZodType, seen: Set<z.core.$ZodType>): boolean => {
  if (seen.has(schema)) return false;
  seen.add(schema);
  return reactionTargets.has(schema) || parts(schema).some((part) => reaches(part, seen));
};

const known = new WeakMap<z.core.$ZodType, boolean>();

/** Whether values of this schema may hold something that can be reacted to. */
export const holdsTargets = (schema: z.core.$ZodType): boolean => {
  const held = known.get(schema) ?? reaches(schema, new Set());
  known.set(schema, held);
  return held;
};

/**
 * What can be reacted to in an answer: the objects that stand where its schema says so (`reactionTargets`), however deep. Goes only where
 * the schema can lead to one, so whatever else the answer holds is not looked at.
 */
export const targetsIn = (schema: z.core.$ZodType, value: unknown): Target[] => {
  if (typeof value !== 'object' || value === null || !holdsTargets(schema)) return [];
  const target = reactionTargets.get(schema);
  const shows = target !== undefined && (target.has?.(value) ?? true);
  const own = shows ? [{ type: target.type, shown: value as Target['shown'] }] : [];
  return [...own, ...below(schema, value)];
};

const below = (schema: z.core.$ZodType, value: object): Target[] => {
  if (schema instanceof z.ZodObject)
    return Object.entries<z.core.$ZodType>(schema.shape).flatMap(([name, part]) =>
      targetsIn(part, (value as Readonly<Record<string, unknown>>)[name]),
    );
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.flatMap((one) => targetsIn(schema.element, one));
  if (schema instanceof z.ZodUnion) {
    const fitting = schema.options.find((option) => z.safeParse(option, value).success);
    return fitting === undefined ? [] : targetsIn(fitting, value);
  }
  return parts(schema).flatMap((part) => targetsIn(part, value));
};
