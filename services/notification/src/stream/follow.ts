import { freshnessMs } from '@concord/community';
import { Problem, StreamFrame, type Id } from '@concord/contracts';
import { logger, type Db } from '@concord/platform';
import { z } from 'zod';
import { framesAfter, headOf, type KeptFrame } from '../read/frames-after.ts';
import { frameView } from '../views/frame.ts';

/** Where frames go: a WebSocket or an event stream. */
export interface Outlet {
  /** Resolves once the frame has left this process; a follower sends no more before that. Rejects when the outlet is closed. */
  send(seq: number, frame: string): Promise<void>;
  /** Lets the connection go, whether or not its client takes what was sent. */
  end(): void;
}

/** What streams work with. */
export interface StreamDeps {
  /** A pool of their own: many streams at once do not keep requests waiting. */
  readonly db: Db;
  readonly copies: { isFresh(maxAgeMs: number): Promise<boolean> };
  /** Runs work when it is its turn: as many streams read at once as there are connections. */
  turns<T>(work: () => Promise<T>): Promise<T>;
}

/** One open stream of one user. */
export interface Follower {
  readonly userId: Id;
  /** Where it stands: all up to this position has been sent. */
  position(): number;
  /** Sends what is new, if it is not doing so already. */
  wake(): void;
  /** Sends nothing more. */
  stop(): void;
  /** Ends the connection; its client may come back. */
  end(): void;
}

/** As many frames are read at once. */
const batch = 100;
/**
 * A frame whose facts have not arrived yet is waited for this long, then left out: the list will show it. Copies that are fresh have what was
 * committed `freshnessMs` ago, so only facts that never came are left out.
 */
const patienceMs = 15_000;

const log = logger('stream');
const encoded = (frame: StreamFrame) => JSON.stringify(z.encode(StreamFrame, frame));

/** Where a stream begins: at the end, or after a position; `resync` where what came after that is not kept any more. */
const beginning = async (db: Db, userId: Id, resumeAfter: number | null) => {
  const { seq, forgotten } = await headOf(db, userId);
  if (resumeAfter === null) return { from: seq, greeting: { type: 'ready', seq } as const };
  const lost = resumeAfter > seq || resumeAfter < forgotten;
  if (lost) return { from: seq, greeting: { type: 'resync', seq } as const };
  return { from: resumeAfter, greeting: { type: 'ready', seq: resumeAfter } as const };
};

const isWaitedFor = ({ notification, at }: KeptFrame) =>
  notification !== null && !notification.arrived && Date.now() - at.getTime() < patienceMs;

/** Follows a user's log from a position on: each frame once, in order, the next only when the one before has been taken. */
export const follow = async (
  { db, copies, turns }: StreamDeps,
  userId: Id,
  resumeAfter: number | null,
  outlet: Outlet,
): Promise<Follower> => {
  const { from, greeting } = await beginning(db, userId, resumeAfter);
  let position = from;
  let stopped = false;
  let running = false;
  let again = false;

  const sendNext = async (): Promise<boolean> => {
    // What is too old to decide who may see this is not acted on; the hub comes again.
    if (!(await copies.isFresh(freshnessMs))) return false;
    const frames = await framesAfter(db, userId, position, batch);
    for (const frame of frames) {
      if (stopped || isWaitedFor(frame)) return false;
      const view = frameView(frame);
      if (view !== null) await outlet.send(frame.seq, encoded(view));
      position = frame.seq;
    }
    return frames.length === batch;
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      while (await sendNext());
    } while (again && !stopped);
  };

  const follower: Follower = {
    userId,
    position: () => position,
    wake: () => {
      again = true;
      if (running || stopped) return;
      running = true;
      turns(run)
        .catch((error: unknown) => {
          // An outage of ours is waited out where the stream stands; a client that takes nothing is let go.
          if (error instanceof Problem && error.spec.retriable) return;
          log.debug({ err: error }, 'a stream ends');
          stopped = true;
          outlet.end();
        })
        .finally(() => {
          running = false;
        });
    },
    stop: () => {
      stopped = true;
    },
    end: () => {
      outlet.end();
    },
  };
  await outlet.send(greeting.seq, encoded(greeting));
  return follower;
};
