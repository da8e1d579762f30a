import { createInternalClient, type InternalApi } from '@concord/client';
import type { Id } from '@concord/contracts';
import { ownRows, type Db, type OwnRows } from '@concord/platform';
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

/** Every file with rows of a service must have somebody to ask: checked at the start. */
export const askedServices: readonly string[] = Object.keys(asks({} as InternalApi));

interface Where {
  readonly db: Db;
  readonly urlOf: (service: string) => string;
  readonly secret: string;
}

/** Rows of auth from its own database, all others from the services that own them. */
export const exportSource = ({ db, urlOf, secret }: Where): ExportSource => {
  const services = asks(createInternalClient({ baseUrl: urlOf, secret, timeoutMs: 15_000 }));
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
