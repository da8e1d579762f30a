import { leaseIds, mailQueue, openDatabase, readConfig, settings, smtpTransport, type Env } from '@concord/platform';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';

/** What the operator's commands work with. */
export type OperatorParts = Pick<Deps, 'db' | 'ids' | 'clock'> & { readonly mails: Pick<Deps['mails'], 'enqueue'> };

const schema = z.object({
  CONCORD_AUTH_DATABASE_URL: settings.databaseUrl,
  CONCORD_SMTP_URL: settings.smtpUrl.optional(),
  CONCORD_MAIL_FROM: settings.sender.default({ name: 'Concord', address: 'concord@localhost' }),
});

/** Does some work with connections of its own to what the environment names. Mails are queued only: the service sends them. */
export const asOperator = async <T>(env: Env, work: (parts: OperatorParts) => Promise<T>): Promise<T> => {
  const {
    CONCORD_AUTH_DATABASE_URL: url,
    CONCORD_SMTP_URL: smtpUrl,
    CONCORD_MAIL_FROM: from,
  } = readConfig(schema, env);
  const clock = { now: () => new Date() };
  const db = openDatabase(url, { poolSize: 2 });
  const ids = leaseIds(db);
  const transport = smtpUrl === undefined ? null : smtpTransport({ url: smtpUrl, from });
  const compose = () => Promise.resolve(new Map());
  try {
    await ids.start();
    return await work({
      db,
      ids,
      clock,
      mails: mailQueue({ name: 'auth', db, clock, transport, compose }),
    });
  } finally {
    transport?.close();
    await ids.stop();
    await db.destroy();
  }
};

/** What stands in the audit log as where it came from. */
export const command = (name: string) => ({ address: null, userAgent: `concord users ${name}` });
