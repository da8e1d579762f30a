import { peopleCopy } from '@concord/community';
import { requestRecounts } from '../store/recounts.ts';

/** The copy of people, and what their changes mean for the counts. */
export const people = peopleCopy(requestRecounts);
