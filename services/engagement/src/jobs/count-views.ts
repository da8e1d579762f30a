import { repeated, transaction, type Db, type Part } from '@concord/platform';
import { countViews } from '../store/views.ts';

const everyMs = 200;
/** Views counted in one transaction: of one post they change its row once. */
const chunk = 1_000;

/** Counts all views that wait. May be interrupted anywhere and begun again by anyone: a view is counted in the transaction that takes it away. */
export const countAllViews = async (db: Db, stopped: () => boolean = () => false): Promise<void> => {
  while (!stopped() && (await transaction(db, (tx) => countViews(tx, chunk))) === chunk);
};

export const viewCounter = (db: Db): Part =>
  repeated({ name: 'views', everyMs, work: (stopped) => countAllViews(db, stopped) });
