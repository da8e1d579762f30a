import { peopleCopy, type PersonChange } from '@concord/community';
import { recountCasesOf } from '../store/cases.ts';

const isActive = (person: PersonChange['after'] | undefined): boolean => person?.status === 'active';

/** The copy of people: whoever becomes active, or ceases to be, counts among the reporters or does not any more. */
export const people = peopleCopy(async (tx, changes) => {
  const changed = changes.filter(({ before, after }) => before !== undefined && isActive(before) !== isActive(after));
  await recountCasesOf(
    tx,
    changed.map(({ after }) => after.id),
  );
});
