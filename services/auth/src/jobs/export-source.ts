import { createInternalClient, type InternalApi } from '@concord/client';
import type { Id } from '@concord/contracts';
import { ownRows, type Db, type OwnRows } from '@concord/platform';
import { exportFiles } from '../domain/export.ts';
import type { ExportSource } from './make-exports.ts';

type Ask = (input: { params: { accountId: string }; query: { file: string; after?: string } }) => Promise<OwnRows>;

/** By the name of the database that it answers for. */
const asks = (client: InternalApi): Readonly<Record<string, Ask>> => ({
  user: client.readUserExport,
  post: client.readPostExport,
  comment: client.readCommentExport,
  reaction: client.readReactionExport,
  notification: client.readNotificationExport,
  engagement: client.readEngagementExport,
  moderation: client.readModerationExport,
});

interface Where {
  readonly db: Db;
  readonly urlOf: (service: string) => string;
  readonly secret: string;
}

/** Throws where the manifest lists a file of which nobody would be asked. */
const assertAllAsked = (services: Readonly<Record<string, Ask>>): void => {
  const unasked = exportFiles.filter(({ database }) => database !== 'auth' && services[database] === undefined);
  if (unasked.length > 0) throw new Error(`nobody is asked for ${unasked.map(({ as }) => as).join(', ')}`);
};

/** Rows of auth from its own database, all others from the services that own them; that each has one to ask is seen to at the start. */
export const exportSource = ({ db, urlOf, secret }: Where): ExportSource => {
  const services = asks(createInternalClient({ baseUrl: urlOf, secret, timeoutMs: 15_000 }));
  assertAllAsked(services);
  return ({ database, as }, accountId: Id, after) => {
    if (database === 'auth') return ownRows(db, database, { file: as, accountId, after });
    const ask = services[database];
    if (ask === undefined) throw new Error(`nobody is asked for ${as} of ${database}`);
    return ask({
      params: { accountId: String(accountId) },
      query: { file: as, ...(after !== undefined && { after }) },
    });
  };
};
