import type { z } from 'zod';

/** A record that can never be applied, however often it is tried. Its reason never quotes the record. */
export class Poison extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'Poison';
  }
}

/** Where a value departs from its schema, without the value. */
export const departures = (error: z.ZodError): string =>
  error.issues.map(({ path, code }) => `${path.map(String).join('.') || 'value'}: ${code}`).join('; ');

export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Poison('is not JSON');
  }
};
