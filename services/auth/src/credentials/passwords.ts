import { randomBytes } from 'node:crypto';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { histogram, type Part } from '@concord/platform';
import { boundedQueue, type QueueLimits } from './bounded-queue.ts';

/** OWASP Password Storage Cheat Sheet: argon2id with m = 19 MiB, t = 2, p = 1. About 35 ms on one core. */
const hashParameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** How a hash of the package's default algorithm, argon2id version 1.3, begins. */
const prefix = '$argon2id$v=19$';

export interface Passwords extends Part {
  /** A PHC string. Throws `unavailable` when too many are waiting. */
  hash(password: string): Promise<string>;
  /** Does the password match? With no hash it takes the same time and is false. Throws `unavailable` when too many are waiting. */
  matches(hashed: string | null, password: string): Promise<boolean>;
  /** Was it hashed with other parameters than those of today? */
  isOutdated(hashed: string): boolean;
}

const duration = histogram({
  name: 'concord_password_seconds',
  help: 'Time to hash or check a password, waiting for a turn included',
  labelNames: ['work'],
  buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
});

/** The same text typed on another system may arrive in another Unicode form; RFC 8265 section 4.2 hashes its NFC form. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFC'));

const hashNow = (password: string): Promise<string> => hash(bytesOf(password), hashParameters);

/** Hashes and checks passwords, a bounded number at a time: each takes 19 MiB and a core. */
export const passwords = (limits: QueueLimits): Passwords => {
  const queue = boundedQueue(limits);
  let dummy: Promise<string> | undefined;
  const dummyHash = () => (dummy ??= hashNow(randomBytes(16).toString('hex')));

  const measured = async <T>(work: string, run: () => Promise<T>): Promise<T> => {
    const done = duration.startTimer({ work });
    try {
      return await queue(run);
    } finally {
      done();
    }
  };

  return {
    name: 'passwords',
    start: async () => {
      await dummyHash();
    },
    stop: () => Promise.resolve(),
    hash: (password) => measured('hash', () => hashNow(password)),
    matches: async (hashed, password) => {
      const against = hashed ?? (await dummyHash());
      const right = await measured('check', () => verify(against, bytesOf(password)));
      return right && hashed !== null;
    },
    isOutdated: (hashed) => {
      const { memoryCost, timeCost, parallelism } = parseOptions(hashed);
      return (
        !hashed.startsWith(prefix) ||
        memoryCost !== hashParameters.memoryCost ||
        timeCost !== hashParameters.timeCost ||
        parallelism !== hashParameters.parallelism
      );
    },
  };
};
