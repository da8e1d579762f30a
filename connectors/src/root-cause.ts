/**
 * Why a task failed, in one line of a Java stack trace: what the innermost exception with a message says. The first line only tells that the task has stopped.
 */
export const rootCause = (trace: string): string => {
  const causes = [...trace.matchAll(/^Caused by: [\w.$]+: (.+)$/gm)].map(([, message]) => message);
  return causes.at(-1) ?? trace.split('\n', 1).join('');
};
