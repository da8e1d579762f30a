/** What may be told of a failure everywhere: the driver's code or else the error's name, never its message, which may quote values. */
export const codeOf = (error: unknown): string => {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown failure';
};
