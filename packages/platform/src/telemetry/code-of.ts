/** What may be told of a failure everywhere: the driver's code or else the error's name, never its message, which may quote values. */
export const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown failure';
};

/** What a failure comes from in the first place; itself where it names no cause. */
export const firstCause = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? firstCause(error.cause) : error;
