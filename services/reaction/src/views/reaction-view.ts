import { cardOf } from '@concord/community';
import type { Reaction } from '@concord/contracts';
import type { z } from 'zod';
import type { Given } from '../read/reactions-to.ts';

/** A reaction as the API shows it. */
export const reactionView = ({ person, type, at }: Given): z.output<typeof Reaction> => ({
  person: cardOf(person),
  type,
  at,
});
