import { errors, Problem } from '@concord/contracts';

interface DriverError {
  readonly code?: unknown;
  readonly errno?: unknown;
  readonly sqlMessage?: unknown;
}

/** Client-side codes that say the server cannot be reached or has gone. */
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
]);

/**
 * Server codes that pass by themselves: too many connections (1040, 1203), shutdown (1053), refused writes while starting
 * or failing over (1290, 1836), statement interrupted or out of time (1317, 3024), connection closed (1927, 4031).
 * MySQL 9 Server Error Message Reference.
 */
const passing = new Set([1040, 1053, 1203, 1290, 1317, 1836, 1927, 3024, 4031]);

/**
 * Server codes that pass once an operator has set the server right: the account may not log in or not do it (1044, 1045, 1142, 1143,
 * 1227, 1370, 1698), the database, table or column is not there yet (1049, 1054, 1146), the disk or the memory is full (1021, 1037,
 * 1038, 1041, 1114), reading or writing a file failed (1026, 1030). None says anything of the values.
 */
const notSetUp = new Set([
  1021, 1026, 1030, 1037, 1038, 1041, 1044, 1045, 1049, 1054, 1114, 1142, 1143, 1146, 1227, 1370, 1698,
]);

/** The lock wait timed out or the transaction was a deadlock's victim: the same work may be tried again. */
const contended = new Set([1205, 1213]);

/**
 * The value itself cannot be stored, now or later: NULL where none may be (1048, 1364), out of range (1264, 1690), wrong text or
 * date (1292, 1366, 1411), too long (1406), wrong enum (1265), bad JSON (3140, 3141), a check or foreign key refuses (3819, 1452).
 */
const unstorable = new Set([1048, 1264, 1265, 1292, 1364, 1366, 1406, 1411, 1452, 1690, 3140, 3141, 3819]);

const numberOf = (error: unknown): number | undefined => {
  const errno = (error as DriverError | null | undefined)?.errno;
  return typeof errno === 'number' ? errno : undefined;
};

const isClosedConnection = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'KnexTimeoutError' || /closed state|fatal error|server closed the connection/i.test(error.message));

/** True where the same transaction may succeed when run again at once. */
export const isContention = (error: unknown): boolean => contended.has(numberOf(error) ?? 0);

/** True where a row is locked by another transaction and the statement would not wait for it (`NOWAIT`, 3572). */
export const isLocked = (error: unknown): boolean => numberOf(error) === 3572;

/** True where the data of the statement is at fault, so that trying again cannot help. */
export const isUnstorable = (error: unknown): boolean => unstorable.has(numberOf(error) ?? 0);

/** True where MySQL is away, too busy or not set up for us: the same statement may succeed later. */
export const isOutage = (error: unknown): boolean => {
  const code = (error as DriverError | null | undefined)?.code;
  const number = numberOf(error) ?? 0;
  return (
    (typeof code === 'string' && unreachable.has(code)) ||
    passing.has(number) ||
    notSetUp.has(number) ||
    isClosedConnection(error)
  );
};

/** The one place where failures of MySQL become problems: outages are `unavailable`, everything else stays as it is. */
export const mapError = (error: unknown): unknown =>
  error instanceof Problem || !isOutage(error) ? error : errors.unavailable(undefined, { cause: error });

/** Contention that was not overcome by trying again. */
export const tooContended = (cause: unknown): Problem => errors.unavailable(undefined, { cause, retryAfter: 1 });

/** The name of the unique key that the statement would have violated (`PRIMARY` too); null for every other failure. */
export const duplicateKey = (error: unknown): string | null => {
  if (numberOf(error) !== 1062) return null;
  const { sqlMessage, message } = error as DriverError & Error;
  const text = typeof sqlMessage === 'string' ? sqlMessage : message;
  const key = /for key '([^']+)'\s*$/.exec(text)?.[1];
  return key === undefined ? '' : key.slice(key.lastIndexOf('.') + 1);
};
