/** Something that runs: started in order, stopped in the reverse order. */
export interface Part {
  readonly name: string;
  start(): Promise<void>;
  /** Finishes what is under way and lets go of everything; may be called before `start` or twice. */
  stop(): Promise<void>;
  /** Why this part cannot serve right now; null or absent when it can. */
  notReady?(): string | null;
}

/** Starts parts one after the other; when one fails, stops those already started and throws its error. */
export const startParts = async (parts: readonly Part[]): Promise<void> => {
  for (const [index, part] of parts.entries()) {
    try {
      await part.start();
    } catch (error) {
      await stopParts(parts.slice(0, index + 1));
      throw new Error(`${part.name} did not start: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }
};

/** Stops parts in the reverse order; one that fails does not keep the others from stopping. */
export const stopParts = async (parts: readonly Part[]): Promise<void> => {
  const failures: unknown[] = [];
  for (const part of parts.toReversed()) {
    try {
      await part.stop();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'some parts did not stop cleanly');
};

/** Why the parts are not ready, one sentence each. */
export const reasonsNotReady = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => {
    const reason = part.notReady?.() ?? null;
    return reason === null ? [] : [`${part.name}: ${reason}`];
  });
