import { erasureTurns } from '@concord/community';

/** Erasures that wait are looked at less and less often, and each has its turn. */
export const { up, down } = erasureTurns;
