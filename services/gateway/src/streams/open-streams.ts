import { repeated, type Actor, type Part } from '@concord/platform';
import type { Revocations } from '../session/revocations.ts';

/** A stream that a session holds open through this gateway. */
export interface OpenStream {
  readonly actor: Actor;
  /** The session was known to be good then. */
  readonly verifiedAt: Date;
  /** Ends it because its session has ended. */
  end(): void;
}

/** The streams that are open, ended when their sessions are. */
export interface OpenStreams extends Part {
  /** Gives what takes it out again. */
  add(stream: OpenStream): () => void;
}

const everyMs = 1_000;

export const openStreams = (revocations: Pick<Revocations, 'has'>): OpenStreams => {
  const streams = new Set<OpenStream>();
  const endRevoked = () => {
    for (const stream of streams) {
      if (!revocations.has({ actor: stream.actor, issuedAt: stream.verifiedAt })) continue;
      streams.delete(stream);
      stream.end();
    }
    return Promise.resolve();
  };
  return {
    ...repeated({ name: 'open streams', everyMs, work: endRevoked }),
    add: (stream) => {
      streams.add(stream);
      return () => streams.delete(stream);
    },
  };
};
