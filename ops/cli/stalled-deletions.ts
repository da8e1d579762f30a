import { metricsAt } from './pipeline/prometheus.ts';

/** A service for which deletions of accounts wait, and for how long the oldest does. */
export type StalledDeletion = { readonly service: string; readonly seconds: number };

/** Far longer than erasing takes: half a minute where all runs, a day where the mail that says so finds no server. */
const stalledAfterSeconds = 3_600;

/** Deletions that somebody has to look after, as auth measures them; none where it does not answer. */
export const stalledDeletions = async (internalPort: number): Promise<StalledDeletion[]> =>
  ((await metricsAt(internalPort))?.get('concord_deletions_oldest_seconds') ?? [])
    .map(({ labels, value }) => ({ service: labels['service'] ?? '', seconds: Math.round(value) }))
    .filter(({ seconds }) => seconds > stalledAfterSeconds);
