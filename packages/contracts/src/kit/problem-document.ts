import { z } from 'zod';

/** A failure on the wire: RFC 9457 `application/problem+json` with a permanent code. */
export const ProblemDocument = z
  .strictObject({
    type: z.string().meta({ description: 'Where the code is explained' }),
    title: z.string().meta({ description: 'The same for every failure of this code' }),
    status: z.int(),
    code: z.string().meta({ description: 'Permanent: decide by this' }),
    detail: z.string().optional().meta({ description: 'What went wrong this time, for people' }),
    instance: z.string().optional().meta({ description: 'Which request' }),
    errors: z
      .array(z.strictObject({ pointer: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Where in the request: JSON Pointers (RFC 6901) such as `/body/content`' }),
    traceId: z.string().optional().meta({ description: 'Stands in the log; quote it when asking for help' }),
  })
  .meta({ id: 'Problem' });
export type ProblemDocument = z.output<typeof ProblemDocument>;

/** The `type` of a problem: a reference, relative to the API, to where its code is explained. */
export const problemType = (code: string): string => `/docs/errors#${code}`;
