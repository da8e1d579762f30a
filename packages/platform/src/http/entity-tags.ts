import { createHash } from 'node:crypto';
import { errors, type Operation } from '@concord/contracts';

/** Entity tags as a header names them: `*` for any. */
type EntityTags = '*' | readonly string[];

/** RFC 9110 section 8.8.3; Node gives obs-text as Latin-1. */
const tag = String.raw`(?:W/)?"[!#-~\u0080-\u00ff]*"`;
const list = new RegExp(String.raw`^${tag}(?:[ \t]*,[ \t]*${tag})*$`);
const each = new RegExp(tag, 'g');

const tagsIn = (name: string, header: string | undefined): EntityTags | null => {
  if (header === undefined) return null;
  if (header === '*') return '*';
  if (list.test(header)) return header.match(each) ?? [];
  throw errors.invalid(undefined, {
    errors: [{ pointer: `/headers/${name}`, detail: 'must be * or entity tags in quotes, such as "3"' }],
  });
};

/** What a revision is called in `ETag`. */
export const tagOfRevision = (revision: number): string => `"${String(revision)}"`;

/** What is called after itself: another tag for whatever is different in it. */
export const tagOfBody = (body: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;

const opaque = (one: string): string => one.replace(/^W\//, '');

/** Whether a reader has this already, by `If-None-Match`: the weak comparison of RFC 9110 section 8.8.3.2. */
export const isKnown = (header: string | undefined, current: string): boolean => {
  const known = tagsIn('if-none-match', header);
  return known !== null && (known === '*' || known.map(opaque).includes(opaque(current)));
};

/** Throws `precondition_failed` where the caller meant another revision than this: to be called with the row that is about to change, locked. */
export type IfMatch = (revision: number) => void;

/** `If-Match` of a call, by the strong comparison: a weak tag matches nothing. Without the header any revision is meant. */
export const ifMatchOf = ({ etag, method }: Operation, header: string | undefined): IfMatch => {
  const meant = etag === true && method !== 'GET' ? tagsIn('if-match', header) : null;
  return (revision) => {
    if (meant === null || meant === '*' || meant.includes(tagOfRevision(revision))) return;
    throw errors.preconditionFailed('It has been changed since: read it again');
  };
};
