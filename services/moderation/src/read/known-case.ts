import { errors, type Id } from '@concord/contracts';
import type { Actor, Reader } from '@concord/platform';
import type { Case } from '../domain/case.ts';
import { mayKnow } from '../policy.ts';
import { findCase } from '../store/cases.ts';

/** The case, if the moderator may know of it; throws `not_found` otherwise. */
export const knownCase = async (reader: Reader, actor: Actor, id: Id): Promise<Case> => {
  const found = await findCase(reader, id);
  if (found === null) throw errors.notFound();
  mayKnow(actor, found);
  return found;
};
