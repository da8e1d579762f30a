import type { Operation } from '@concord/contracts';
import type { RawInput } from './api.ts';

/** The address of an operation with its parameters filled in; a missing one is the caller's mistake. */
export const addressOf = (baseUrl: string, operation: Operation, input: RawInput): string => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined) throw new TypeError(`${operation.id} needs params.${name}`);
    return encodeURIComponent(text(value));
  });
  const query = queryOf(input.query ?? {});
  return `${baseUrl.replace(/\/+$/, '')}${path}${query === '' ? '' : `?${query}`}`;
};

/** Arrays become repeated parameters; what is undefined is left out. */
const queryOf = (query: Readonly<Record<string, unknown>>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) search.append(name, text(one));
    }
  }
  return search.toString();
};

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The body's bytes, or undefined when there is none to send. */
export const bodyOf = (input: RawInput): string | undefined =>
  input.text ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
