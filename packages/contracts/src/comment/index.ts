/** The comment service: threads under posts. */
export const comment = {} as const;
