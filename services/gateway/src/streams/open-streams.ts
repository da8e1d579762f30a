import { setTimeout as wait } from 'node:timers/promises';
import { repeated, type Actor, type Part } from '@concord/platform';
import type { Revocations } from '../session/revocations.ts';

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
}

const everyMs = 1_000;
/** Who does not say goodbye within this time is cut off. */
const goodbyeMs = 1_000;

export const openStreams = (revocations: Pick<Revocations, 'has'>): OpenStreams => {
  const streams = new Set<OpenStream>();
  let stopping = false;

  const end = (stream: OpenStream, why: 'session' | 'restart') => {
    stream.end(why);
    setTimeout(() => {
      stream.destroy();
    }, goodbyeMs).unref();
  };
  const endRevoked = () => {
    for (const stream of streams) {
      if (!revocations.has({ actor: stream.actor, issuedAt: stream.verifiedAt })) continue;
      streams.delete(stream);
      end(stream, 'session');
    }
    return Promise.resolve();
  };
  const checks = repeated({ name: 'open streams', everyMs, work: endRevoked });
  return {
    ...checks,
    stop: async () => {
      stopping = true;
      await checks.stop();
      for (const stream of streams) stream.end('restart');
      for (let waited = 0; streams.size > 0 && waited < goodbyeMs; waited += 20) await wait(20);
      for (const stream of streams) stream.destroy();
    },
    add: (stream) => {
      streams.add(stream);
      if (stopping) end(stream, 'restart');
      return () => streams.delete(stream);
    },
  };
};
