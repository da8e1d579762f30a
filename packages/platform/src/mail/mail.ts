/** A mail as it is sent: text, and the same as HTML where there is. */
export interface Mail {
  /** One address, without a name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who mails are from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** A mail that waits: what its service wrote down, of which it makes the mail when it is sent. */
export interface WaitingMail {
  readonly id: number;
  readonly content: unknown;
}

/** What becomes of a waiting mail: it is sent, looked at again later, or dropped because there is nothing to say any more. */
export type Composed = { readonly mail: Mail } | { readonly later: Date } | null;
