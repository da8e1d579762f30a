import { z } from 'zod';

interface Example {
  readonly schema: z.ZodType;
  readonly example: unknown;
}

/** Every example that a schema or a part of it gives, with the part it must fit. */
export const examplesIn = (schema: z.ZodType): Example[] => {
  const found: Example[] = [];
  z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema }) => {
      const part = zodSchema as z.core.$ZodType as z.ZodType;
      for (const example of (part.meta()?.examples as readonly unknown[] | undefined) ?? [])
        found.push({ schema: part, example });
    },
  });
  return found;
};

/** The objects in a schema that let unknown fields pass, by their known fields; what says what its other fields are is not loose. */
export const looseObjects = (schema: z.ZodType): string[] => {
  const found: string[] = [];
  z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type !== 'object' || jsonSchema.additionalProperties !== undefined) return;
      found.push(Object.keys(jsonSchema.properties ?? {}).join(', '));
    },
  });
  return found;
};
