export type End = {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The kernel has killed something for lack of memory while it ran. */
  memoryKill: boolean;
};

/** Why a process ended, in the words of `status`. */
export const reasonOf = ({ code, signal, memoryKill }: End): string => {
  const killed = signal === 'SIGKILL' || code === 137;
  if (killed && memoryKill) return 'killed by the system for lack of memory (exit 137)';
  if (killed) return 'killed (SIGKILL)';
  if (signal !== null) return `ended by ${signal}`;
  if (code === null) return 'ended while nobody watched';
  return `ended with exit code ${code}`;
};
