import { createHash } from 'node:crypto';
import { errors, type Id, type Operation } from '@concord/contracts';

/** One attempt to make something, as its caller named it. */
export interface Idempotency {
  readonly account: Id;
  readonly key: string;
  /** Of the operation and all that it was given: the same key stands for the same request only. */
  readonly fingerprint: Buffer;
}

/** Visible ASCII; the draft's structured string, in quotes, names the same key as the bare one. */
const pattern = /^(?:"([!#-[\]-~]{1,255})"|((?!")[!-~]{1,255}))$/;

const keyIn = (header: string): string => {
  const [, quoted, bare] = pattern.exec(header) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return key;
  const detail = 'must be 1 to 255 visible characters of ASCII';
  throw errors.invalid(undefined, { errors: [{ pointer: '/headers/idempotency-key', detail }] });
};

/** What the `Idempotency-Key` of a call says; null where none was sent. `input` is the decoded request, its fields in the contract's order. */
export const idempotencyOf = (
  operation: Operation,
  account: Id | undefined,
  header: string | undefined,
  input: readonly unknown[],
): Idempotency | null => {
  if (operation.keyed !== true || account === undefined || header === undefined) return null;
  const fingerprint = createHash('sha256').update(JSON.stringify([operation.id, ...input]));
  return { account, key: keyIn(header), fingerprint: fingerprint.digest() };
};
