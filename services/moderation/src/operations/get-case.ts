import { findPerson } from '@concord/community';
import { contract } from '@concord/contracts';
import { handler, ok } from '@concord/platform';
import type { Deps } from '../deps.ts';
import { knownCase } from '../read/known-case.ts';
import { reasonsIn, textsIn } from '../read/reports-in.ts';
import { record } from '../store/moderation-log.ts';
import { authorView } from '../views/author-view.ts';
import { caseView } from '../views/case-view.ts';

/** What is shown is written down first: nobody looks unseen. */
export const getCase = handler(contract.moderation.getCase, (deps: Deps) => async ({ actor, params }) => {
  const { db, user, auth, owners, ids, clock } = deps;
  const about = await knownCase(db, actor, params.id);
  const [author, roles, content, reasons, texts] = await Promise.all([
    findPerson(db, about.authorId).then((found) => found ?? user.profile(about.authorId)),
    auth.roles(about.authorId),
    owners.content(about.subject),
    reasonsIn(db, [about.id]),
    textsIn(db, about.id),
  ]);
  await record(db, { id: ids.next(), action: 'look', moderatorId: actor.id, about, at: clock.now() });
  const summary = caseView(about, reasons.get(about.id) ?? []);
  return ok({ ...summary, author: authorView(author, roles), content, texts });
});
