/**
 * Runs work that leaves something to be undone: everything is undone in reverse order, whatever happens. What could not be undone is
 * told before why the work failed, because somebody has to mend it.
 */
export const undoing = async <T>(work: (later: (undo: () => Promise<unknown>) => void) => Promise<T>): Promise<T> => {
  const undos: (() => Promise<unknown>)[] = [];
  const [outcome] = await Promise.allSettled([work((undo) => undos.push(undo))]);
  const failures: unknown[] = [];
  for (const undo of undos.toReversed()) {
    try {
      await undo();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
};
