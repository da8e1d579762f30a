/** Runs work that leaves something to be undone: everything is undone in reverse order, whatever happens. */
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
  if (outcome.status === 'rejected') throw outcome.reason;
  if (failures.length > 0) throw failures[0];
  return outcome.value;
};
