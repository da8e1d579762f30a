import { peopleCopy } from '@concord/community';
import { changeAuthors } from '../store/rewrites.ts';

/** The copy of people, and what their changes mean for their comments. */
export const people = peopleCopy(changeAuthors);
