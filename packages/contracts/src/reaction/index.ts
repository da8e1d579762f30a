/** The reaction service: who likes what. */
export const reaction = {} as const;
