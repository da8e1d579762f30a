/** How the stand-in and the platform know each other; all of it is local and secret to nobody. */
export interface SignIn {
  /** Where this process is reached by a browser. */
  readonly origin: string;
  /** The public API of the platform, and where a browser returns to after the provider. */
  readonly api: string;
  readonly clientId: string;
  readonly clientSecret: string;
}
