import { events } from '@concord/contracts';
import { onEvent, type Consumer } from '@concord/platform';
import type { Clock } from '../domain/clock.ts';
import { finishPart } from '../store/deletions.ts';

/** What services say when they have nothing left of a deleted account; this one says it too. */
export const erased = (clock: Clock): Consumer =>
  onEvent(events.accountErased, {
    name: 'finish a deletion',
    handle: (tx, { accountId, serviceType, counts }) =>
      finishPart(tx, { accountId, service: serviceType, counts, at: clock.now() }),
  });
