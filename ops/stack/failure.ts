/** Exit codes of the command line; scripts depend on them. */
export const exitCodes = {
  fine: 0,
  failed: 1,
  usage: 2,
  unhealthy: 3,
  needsConfirmation: 4,
  notRunning: 5,
  interrupted: 130,
} as const;

export type FailureFacts = {
  /** One sentence: what is wrong, with the evidence (names, numbers, times). */
  cause: string;
  /** What to do about it, a command wherever there is one. */
  remedy?: string | undefined;
  exit?: number;
};

/** Something a person can mend. The command line prints cause and remedy and no stack trace. */
export class Failure extends Error {
  readonly remedy: string | undefined;
  readonly exit: number;
  constructor({ cause, remedy, exit = exitCodes.failed }: FailureFacts) {
    super(cause);
    this.name = 'Failure';
    this.remedy = remedy;
    this.exit = exit;
  }
}

/** The failure of a command that was interrupted by Ctrl-C or SIGTERM. */
export const interrupted = (): Failure => new Failure({ cause: 'Interrupted.', exit: exitCodes.interrupted });
