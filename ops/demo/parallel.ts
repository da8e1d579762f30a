/** Works on the items in their order, at most `limit` at a time; the first failure or an abort stops it after what is under way. */
export async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (failures.length > 0 || signal?.aborted === true) return;
      await work(item).catch((failure: unknown) => failures.push(failure));
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  signal?.throwIfAborted();
  if (failures.length > 0) throw failures[0];
}
