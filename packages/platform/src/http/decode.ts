import { errors, type Pointer } from '@concord/contracts';
import type { z } from 'zod';

const escapeToken = (token: PropertyKey) => String(token).replaceAll('~', '~0').replaceAll('/', '~1');

/** Of the forms that something may have, the one that it misses least. */
const nearest = (forms: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] =>
  forms.reduce((best, form) => (form.length < best.length ? form : best));

const pointersOf = (part: string, issues: readonly z.core.$ZodIssue[]): Pointer[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'invalid_union' && issue.errors.length > 0) return pointersOf(part, nearest(issue.errors));
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
