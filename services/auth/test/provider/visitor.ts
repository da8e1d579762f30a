/** What goes wrong while the provider is asked about somebody. */
export interface Fault {
  readonly at: 'token' | 'profile' | 'emails';
  readonly how: 'silent' | 'drip' | 'reset' | 'html' | 'null' | 'endless' | 'failing';
}

/** Somebody at a provider's login page. */
export interface Visitor {
  /** What the provider's profile says: of Google and Facebook by `sub` and `id`. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Of GitHub: the addresses. */
  readonly emails?: unknown;
  readonly refuses?: true;
  readonly fault?: Fault;
}
