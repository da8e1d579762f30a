import type { Action } from './action.ts';
import type { Outcome } from './classify.ts';

/** Writes actions; one outcome per action, in order. Never throws. */
export type Write = (actions: readonly Action[]) => Promise<Outcome[]>;

/** What one batch has to write, and who waits for it. */
interface Waiting {
  readonly actions: readonly Action[];
  resolve(outcomes: Outcome[]): void;
}

/** From so many waiting actions on a second request goes out beside the first, so that Elasticsearch never waits for us. */
const worthARequest = 250;
/** As many go into one request; larger ones are not faster (measured: 500 and 1,000 are equal). */
const most = 1_000;

const countOf = (all: readonly Waiting[]): number => all.reduce((sum, { actions }) => sum + actions.length, 0);

/**
 * Writes what several batches have in one request: each costs something by itself, and before Elasticsearch answers it the index's log
 * goes to the disk. While little waits, one request at a time is under way, and the next takes what came meanwhile.
 */
export const together = (write: Write): Write => {
  const waiting: Waiting[] = [];
  let underWay = 0;
  let planned = false;

  const take = (): Waiting[] => {
    let count = 0;
    const end = waiting.findIndex(({ actions }, position) => (count += actions.length) > most && position > 0);
    return end === -1 ? waiting.splice(0) : waiting.splice(0, end);
  };
  const send = async (batches: readonly Waiting[]): Promise<void> => {
    underWay += 1;
    const outcomes = await write(batches.flatMap(({ actions }) => actions));
    underWay -= 1;
    let from = 0;
    for (const { actions, resolve } of batches) resolve(outcomes.slice(from, (from += actions.length)));
    plan();
  };
  const sendWhatIsDue = (): void => {
    planned = false;
    while (waiting.length > 0 && (underWay === 0 || (underWay === 1 && countOf(waiting) >= worthARequest)))
      void send(take());
  };
  /** Not at once: the batches of one fetch arrive one after the other in the same turn. */
  const plan = (): void => {
    if (planned) return;
    planned = true;
    setImmediate(sendWhatIsDue);
  };

  return (actions) => {
    if (actions.length === 0) return Promise.resolve([]);
    return new Promise((resolve) => {
      waiting.push({ actions, resolve });
      if (underWay < 2 && countOf(waiting) >= worthARequest) sendWhatIsDue();
      else plan();
    });
  };
};
