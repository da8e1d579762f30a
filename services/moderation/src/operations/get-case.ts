import { findPerson } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import type { Case } from '../domain/case.ts';
import { knownCase } from '../read/known-case.ts';
import { reasonsIn, textsIn } from '../read/reports-in.ts';
import { record } from '../store/moderation-log.ts';
import { authorView } from '../views/author-view.ts';
import { caseView } from '../views/case-view.ts';

/** What is shown is written down first: nobody looks unseen. */
export const getCase = handler(contract.moderation.getCase, (deps: Deps) => async ({ actor, params }) => {
  const { db, owners, ids, clock } = deps;
  const about = await knownCase(db, actor, params.id);
  const [author, content, reasons, texts] = await Promise.all([
    authorOf(deps, about),
    owners.content(about.subject),
    reasonsIn(db, [about.id]),
    textsIn(db, about.id),
  ]);
  await record(db, { id: ids.next(), action: 'look', moderatorId: actor.id, about, at: clock.now() });
  const summary = caseView(about, reasons.get(about.id) ?? []);
  return ok({ ...summary, author, content, texts });
});

/** Null where there is no such account, or no longer. */
const authorOf = async ({ db, user, auth }: Deps, { authorId }: Case) => {
  if (authorId === null) return null;
  const [author, roles] = await Promise.all([
    findPerson(db, authorId).then((found) => found ?? user.profile(authorId)),
    auth.roles(authorId),
  ]);
  return authorView(author, roles);
};
