/** What the thread that writes is asked, and what it tells. All times in ms since 1970. */
export type Order =
  { readonly kind: 'write'; readonly perSecond: number; readonly seconds: number } | { readonly kind: 'stop' };

/** One write: its post and when its commit was acknowledged. */
export type Written = readonly [id: number, acknowledgedAt: number];

export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'written'; readonly writes: readonly Written[] }
  | { readonly kind: 'finished'; readonly failed: number; readonly reason: string | null };
