import { peopleCopy } from '@concord/community';
import { changePeople } from '../store/people.ts';

/** The copy of people, and what their changes mean for their posts. */
export const people = peopleCopy(changePeople);
