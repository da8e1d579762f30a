import { errors, type Pointer } from '@concord/contracts';
import type { z } from 'zod';

const escapeToken = (token: PropertyKey) => String(token).replaceAll('~', '~0').replaceAll('/', '~1');

const pointersOf = (part: string, issues: readonly z.core.$ZodIssue[]): Pointer[] =>
  issues.flatMap((issue) => {
    const base = ['', part, ...issue.path.map(escapeToken)].join('/');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: `${base}/${escapeToken(key)}`, detail: 'is not known here' }))
      : [{ pointer: base, detail: issue.message }];
  });

/** One part of a request (params, query, body) as its schema decodes it; undefined where the operation takes none. */
export const decode = (part: string, schema: z.ZodType | undefined, value: unknown): unknown => {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const pointers = pointersOf(part, result.error.issues);
  throw errors.invalid(
    pointers
      .map(({ pointer, detail }) => `${pointer} ${detail}`)
      .join('; ')
      .slice(0, 500),
    { errors: pointers },
  );
};
