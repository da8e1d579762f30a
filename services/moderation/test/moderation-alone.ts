import { fileURLToPath } from 'node:url';
import { errors, state, type Id, type ReportedContent, type ReportSubject } from '@concord/contracts';
import { keepEvents, serviceAlone, type Alone } from '@concord/testkit';
import type { Deps } from '../src/deps.ts';
import { carryingOut } from '../src/jobs/carry-out.ts';
import { consumers, routes } from '../src/service.ts';
import { decisionsDue } from '../src/store/decisions-due.ts';

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

/** Auth and the owners of content as this service meets them. */
export interface Outside {
  /** Where auth says something else than the token that an account called with last. */
  readonly roles: Map<Id, readonly string[]>;
  readonly contents: Map<string, ReportedContent>;
  /** What was asked to be removed, in this order. */
  readonly removed: string[];
  answers: boolean;
}

export interface ModerationAlone extends Alone {
  readonly deps: Deps;
  readonly outside: Outside;
  /** What the service takes for the present. */
  now: Date;
  /** Lets the state of comments arrive. */
  comments(...rows: { id: Id; postId: Id; userId: Id; deleted?: boolean; version?: number }[]): Promise<void>;
  /** Carries out what has been decided, as the job does. */
  settled(): Promise<void>;
  emptied(): Promise<void>;
}

const keyOf = ({ type, id }: ReportSubject) => `${type} ${id}`;
const at = '2026-01-01T00:00:00.000Z';

/** The service on a database of its own, whose published events are kept; decisions are carried out when a test asks for it. */
export const moderationAlone = async (): Promise<ModerationAlone> => {
  const outside: Outside = { roles: new Map(), contents: new Map(), removed: [], answers: true };
  const told = new Map<Id, readonly string[]>();
  const answer = <T>(value: () => T): Promise<T> =>
    outside.answers ? Promise.resolve(value()) : Promise.reject(errors.unavailable());
  const alone = await serviceAlone<Deps>({
    ...{ name: 'moderation', migrations, consumers, routes },
    deps: (common) => ({
      ...common,
      clock: { now: () => here.now },
      auth: { roles: (id) => answer(() => outside.roles.get(id) ?? told.get(id) ?? ['user']) },
      owners: {
        content: (subject) => answer(() => outside.contents.get(keyOf(subject)) ?? null),
        remove: (subject) =>
          answer(() => {
            outside.removed.push(keyOf(subject));
            outside.contents.delete(keyOf(subject));
          }),
      },
    }),
  });
  await keepEvents(alone.db);
  const { as } = alone;
  const tables = ['cases', 'reports', 'reporters', 'moderation_log', 'decisions_due', 'idempotency_keys', 'told'];
  const here: ModerationAlone = Object.assign(alone, {
    outside,
    as: (account: Id | null, roles?: readonly string[]) => {
      if (account !== null && roles !== undefined) told.set(account, roles);
      return as(account, roles);
    },
    now: new Date('2026-05-10T12:30:00Z'),
    comments: (...rows: Parameters<ModerationAlone['comments']>) =>
      alone.arrive(
        state.comment.comments,
        rows.map(({ id, postId, userId, deleted = false, version = 1 }) => ({
          ...{ id, post_id: postId, parent_id: null, user_id: userId, content: 'A comment', mentions: '[]' },
          ...{ like_count: 0, author_active: 1, post_user_id: 1, post_width: 'public', post_deleted: 0 },
          ...{ created_at: at, updated_at: at, deleted_at: deleted ? at : null, version },
        })),
      ),
    settled: () => decisionsDue.advanceAll(alone.db, carryingOut(alone.deps)),
    emptied: async () => {
      for (const table of [...tables, 'people', 'relations', 'posts', 'comments']) await alone.db(table).delete();
      Object.assign(outside, { answers: true });
      outside.removed.length = 0;
      outside.roles.clear();
      told.clear();
      outside.contents.clear();
      alone.copiesAge = 0;
    },
  });
  return here;
};

/** Whoever moderates, as the gateway tells it. */
export const moderator = ['user', 'moderator'] as const;
export const admin = ['user', 'admin'] as const;
