import { join } from 'node:path';
import { readEnvironment } from '../../stack/environment.ts';
import { exitCodes, Failure } from '../../stack/failure.ts';
import type { Cli } from '../cli.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What auth says it did (services/auth/src/jobs/create-admin.ts). */
export type AdminMade =
  | {
      readonly outcome: 'created' | 'promoted' | 'taken_over' | 'was_admin';
      readonly accountId: number;
      readonly username: string;
    }
  | { readonly outcome: 'refused'; readonly why: string };

export interface Listed {
  readonly accounts: readonly {
    readonly id: number;
    readonly username: string;
    readonly email: string;
    readonly status: string;
    readonly roles: readonly string[];
    readonly createdAt: Date;
    readonly sanction: { readonly reason: string; readonly until: Date | null } | null;
  }[];
  readonly more: boolean;
}

interface Named {
  readonly accountId: number;
  readonly username: string;
}
export type RolesChanged = Named & { readonly before: readonly string[]; readonly roles: readonly string[] };
export type Sanctioned = Named & { readonly status: string };
export type Restored = Named & { readonly was: string };
export type ToDelete = Named & { readonly email: string; readonly status: string };
export type Deleted = Named & { readonly deletion: { readonly id: string; readonly startedAt: Date } };
export type ExportBegun = Named & { readonly exportId: number };

/** How far an export is: which page of which file comes next, and when. */
export interface ExportProgress {
  readonly state: 'being_made' | 'ready' | 'failed';
  readonly pages: number;
  readonly file: number;
  readonly files: number;
  /** Failures in a row of its next page. */
  readonly attempts: number;
  readonly dueAt: Date | null;
}

/** The parts of services/auth/src/jobs/operator. They take connections of their own, which `asOperator` opens and closes. */
interface Operator<Parts> {
  createAdmin(
    env: Env,
    given: { email: string; username: string; displayName: string; password: () => Promise<string> },
  ): Promise<AdminMade>;
  asOperator<T>(env: Env, work: (parts: Parts) => Promise<T>): Promise<T>;
  listAccounts(
    parts: Parts,
    asked: { role?: string; status?: string; search?: string; limit: number },
  ): Promise<Listed>;
  changeRoles(
    parts: Parts,
    given: { account: string; roles: readonly string[]; reason: string | null },
  ): Promise<RolesChanged>;
  sanction(
    parts: Parts,
    given: { account: string; kind: 'suspension' | 'ban'; reason: string; until?: Date },
  ): Promise<Sanctioned>;
  restore(parts: Parts, given: { account: string; reason: string }): Promise<Restored>;
  accountToDelete(parts: Parts, account: string): Promise<ToDelete>;
  deleteAccount(parts: Parts, given: { account: string; reason: string }): Promise<Deleted>;
  beginExport(parts: Parts, given: { account: string; reason: string | null }): Promise<ExportBegun>;
  exportProgress(parts: Parts, begun: ExportBegun): Promise<ExportProgress | null>;
  openArchive(parts: Parts, begun: ExportBegun & { reason: string | null }): Promise<NodeJS.ReadableStream>;
}
declare const opened: unique symbol;
interface Opened {
  readonly [opened]: true;
}

/** Whoever runs the server acts in the database of auth itself: the rules and the audit are auth's own. */
export const operator = async (cli: Cli): Promise<Operator<Opened>> => {
  const { setLogLevel } = await import('@concord/platform');
  // What is printed is for a reader, or one JSON document.
  setLogLevel('silent');
  return (await import(join(cli.places().checkout, 'services/auth/src/jobs/operator/index.ts'))) as Operator<Opened>;
};

export const environmentOf = (cli: Cli): Env => {
  const env = { ...readEnvironment(cli.places()), ...process.env };
  if (env['CONCORD_AUTH_DATABASE_URL'] === undefined)
    throw new Failure({
      cause: 'CONCORD_AUTH_DATABASE_URL is not set and no stack has been started here.',
      remedy: 'Start one: ./concord up',
      exit: exitCodes.notRunning,
    });
  return env;
};

/** Does some work by auth's own rules; what it refuses becomes a failure. */
export const byOperator = async <T>(
  cli: Cli,
  work: (auth: Operator<Opened>, parts: Opened) => Promise<T>,
): Promise<T> => {
  const auth = await operator(cli);
  return auth.asOperator(environmentOf(cli), (parts) => work(auth, parts)).catch(asFailure);
};

const refusals: Readonly<Record<string, { cause: string; remedy?: string }>> = {
  not_found: {
    cause: 'There is no such account.',
    remedy: 'Look for it: ./concord users list --search <beginning of the name>',
  },
  last_admin: {
    cause: 'Nothing was done. It is the last active admin.',
    remedy: 'Make another first: ./concord users create-admin',
  },
  forbidden: {
    cause: 'Nothing was done. It is the account of an admin.',
    remedy: 'Take the role away first: ./concord users roles <account> user',
  },
};

/** A problem of the catalogue, or a driver's error. */
interface Refused {
  readonly spec?: { readonly code: string };
  readonly code?: unknown;
  readonly message?: string;
}

/** What auth or MySQL refused, in a sentence. */
export const asFailure = (error: unknown): never => {
  const { spec, code = spec?.code, message } = (error ?? {}) as Refused;
  const refusal = refusals[String(code)];
  if (refusal !== undefined) throw new Failure(refusal);
  if (code === 'password_weak' || code === 'impossible')
    throw new Failure({ cause: `Nothing was done. ${message ?? ''}` });
  if (code === 'unavailable' || code === 'ECONNREFUSED')
    throw new Failure({
      cause: 'The database does not answer.',
      remedy: 'Start it: ./concord up',
      exit: exitCodes.notRunning,
    });
  throw error;
};
