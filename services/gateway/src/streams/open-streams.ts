import { setTimeout as wait } from 'node:timers/promises';
import { repeated, type Actor, type Part } from '@concord/platform';
import type { SessionParts } from '../session/session.ts';

/** A stream that a session holds open through this gateway. */
export interface OpenStream {
  readonly actor: Actor;
  /** The session was known to be good then. */
  readonly verifiedAt: Date;
  /** Says goodbye: the session has ended, or this gateway stops. */
  end(why: 'session' | 'restart'): void;
  /** Lets the connection go, whether or not its client says goodbye too. */
  destroy(): void;
}

/** The streams that are open: ended when their sessions are, and when this gateway stops. */
export interface OpenStreams extends Part {
  /** Gives what takes it out again. Ends it at once where the gateway stops. */
  add(stream: OpenStream): () => void;
  /** Looks once whether the sessions of all streams are still good. */
  look(): Promise<void>;
}

export interface OpenStreamsParts extends Pick<SessionParts, 'askAuth' | 'maxAgeMs'> {
  readonly revocations: Pick<SessionParts['revocations'], 'has' | 'ageMs'>;
  readonly now?: () => number;
}

const everyMs = 1_000;
/** Who does not say goodbye within this time is cut off. */
const goodbyeMs = 1_000;
/** Sessions also end by age, which no revocation tells: auth is asked about each so often. */
const askEveryMs = 600_000;
/** And so often while the revocations are too old to be trusted. */
const askBlindEveryMs = 10_000;
/** Nothing is known any more of a session about which auth could not be asked for so long meanwhile: its stream ends. */
const unknownMs = 60_000;
/** How many sessions auth is asked about in one turn. */
const asksPerTurn = 100;

export const openStreams = (parts: OpenStreamsParts): OpenStreams => {
  const { revocations, askAuth, maxAgeMs, now = Date.now } = parts;
  /** When each was last known to be good. */
  const streams = new Map<OpenStream, number>();
  let stopping = false;

  const end = (stream: OpenStream, why: 'session' | 'restart') => {
    streams.delete(stream);
    stream.end(why);
    setTimeout(() => {
      stream.destroy();
    }, goodbyeMs).unref();
  };
  const isRevoked = ({ actor }: OpenStream, since: number) => revocations.has({ actor, issuedAt: new Date(since) });
  /** Without an answer a stream goes on until nothing was known of it for `patienceMs`. */
  const ask = async (stream: OpenStream, patienceMs: number) => {
    const good = await askAuth({ actor: stream.actor, issuedAt: new Date(now()) }).catch(() => null);
    const known = streams.get(stream);
    if (known === undefined) return;
    if (good === true) streams.set(stream, now());
    else if (good === false) end(stream, 'session');
    else if (now() - known > patienceMs) end(stream, 'restart');
  };
  /** An account's tokens are also revoked where sessions go on (other roles), and before a new session: auth knows which it was. */
  const endRevoked = async () => {
    const revoked = [...streams].filter(([stream, knownAt]) => isRevoked(stream, knownAt)).map(([stream]) => stream);
    for (const stream of revoked) if (isRevoked(stream, now())) end(stream, 'session');
    await Promise.all(revoked.filter((stream) => streams.has(stream)).map((stream) => ask(stream, -Infinity)));
  };
  const look = async () => {
    await endRevoked();
    const isBlind = revocations.ageMs() > maxAgeMs;
    const until = now() - (isBlind ? askBlindEveryMs : askEveryMs);
    const due = [...streams].filter(([, knownAt]) => knownAt < until).toSorted(([, one], [, other]) => one - other);
    await Promise.all(due.slice(0, asksPerTurn).map(([stream]) => ask(stream, isBlind ? unknownMs : Infinity)));
  };
  const checks = repeated({ name: 'open streams', everyMs, work: look });
  return {
    ...checks,
    stop: async () => {
      stopping = true;
      await checks.stop();
      for (const stream of streams.keys()) stream.end('restart');
      for (let waited = 0; streams.size > 0 && waited < goodbyeMs; waited += 20) await wait(20);
      for (const stream of streams.keys()) stream.destroy();
    },
    add: (stream) => {
      streams.set(stream, stream.verifiedAt.getTime());
      if (stopping) end(stream, 'restart');
      return () => streams.delete(stream);
    },
    look,
  };
};
