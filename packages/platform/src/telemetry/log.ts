import { pino, type Logger } from 'pino';

/** Property names that never reach a log, at the top and one level down (pino redacts by path). */
const secretNames = [
  'password',
  'accessToken',
  'refreshToken',
  'token',
  'authorization',
  'cookie',
  'secret',
  'set-cookie',
];

const root = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    censor: '[redacted]',
  },
});

/** A logger of one part: JSON lines on standard output, secrets redacted. */
export const logger = (part: string): Logger => root.child({ part }, { level: root.level });

/** Sets the level of the loggers made from now on and of the root. */
export const setLogLevel = (level: string): void => {
  root.level = level;
};
export type { Logger };
