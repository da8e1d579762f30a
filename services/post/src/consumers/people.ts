import { peopleCopy } from '@concord/community';
import { changeReach } from '../store/reach-changes.ts';

/** The copy of people, and what their changes mean for their posts. */
export const people = peopleCopy(changeReach);
