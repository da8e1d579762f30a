import { growingPause } from '../lifecycle/growing-pause.ts';
import { repeated } from '../lifecycle/repeated.ts';
import { within } from '../lifecycle/within.ts';
import type { Part } from '../lifecycle/part.ts';
import type { Db, Tx } from '../mysql/database.ts';
import { logger } from '../telemetry/log.ts';
import { counter } from '../telemetry/metrics.ts';
import type { MailFailure } from './failure.ts';
import type { Composed, WaitingMail } from './mail.ts';
import { meter } from './meter.ts';
import * as store from './store.ts';
import { connections, type MailTransport } from './transport.ts';

export interface MailQueueOptions {
  /** Names the queue in logs and metrics. */
  readonly name: string;
  readonly db: Db;
  readonly clock: { now(): Date };
  /** Null: this deployment sends no mail. */
  readonly transport: MailTransport | null;
  /** Makes the mails, right before each attempt to send them. What it throws postpones all of them, and is no attempt. */
  compose(waiting: readonly WaitingMail[]): Promise<ReadonlyMap<number, Composed>>;
  /** How long a process may take to send what it has taken; 15 min unless told. */
  readonly leaseMs?: number;
  /** Between 0 and 1; random unless told. */
  readonly jitter?: () => number;
}

export interface MailQueue {
  /** Whether mails are sent at all; if not, nothing is to be queued. */
  readonly on: boolean;
  /** Has a mail sent if, and only if, the transaction commits. */
  enqueue(tx: Tx, content: unknown): Promise<void>;
  /** Sends what is due. */
  sendDue(stopped?: () => boolean): Promise<void>;
  /** Sends what is due twice a second; stopping finishes the mails under way. */
  readonly part: Part;
}

const everyMs = 500;
/** As many as are sent at once: none is decided about long before it goes. */
const batch = connections;
const second = 1_000;
const day = 86_400 * second;

/** Refused so often for now, in about 5 hours, a mail is given up; so is one that has waited 3 days, for whatever reason. */
const mostAttempts = 12;
const longestWaitMs = 3 * day;

/** A mail that no server was asked about, and why. */
interface Waits {
  readonly mail: store.ClaimedMail;
  readonly reason: string;
}

const done = counter({
  name: 'concord_mails_total',
  help: 'Attempts to send a mail, by what came of them',
  labelNames: ['queue', 'outcome'],
});

/**
 * A durable queue of mails: a row written in the transaction of what it tells of, sent by any process.
 *
 * At least once: who dies between the server's yes and the deletion of the row leaves a mail that is sent again when the lease ends, with
 * the same Message-ID, by which mail programs and servers recognise it. What the mail says and to whom is decided at each attempt.
 */
export const mailQueue = (options: MailQueueOptions): MailQueue => {
  const { name, db, clock, transport, compose, leaseMs = 900 * second, jitter = Math.random } = options;
  const log = logger(`mail ${name}`);
  let outages = 0;
  const measure = meter(name, db);
  const after = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);

  const outage = async (mails: readonly store.ClaimedMail[], reason: string): Promise<void> => {
    outages += 1;
    const until = after(growingPause(outages, { firstMs: 2 * second, mostMs: 60 * second }, jitter()));
    log.warn({ reason, mails: mails.length, until }, 'mails wait');
    for (const mail of mails) await store.postponeMail(db, mail, until);
  };

  const giveUp = async (mail: store.ClaimedMail, reason: string, attempts: number): Promise<void> => {
    log.warn({ id: mail.id, reason }, 'a mail was given up');
    await store.failMail(db, mail, { reason, attempts, at: clock.now() });
  };

  const isTooOld = (mail: store.ClaimedMail) => clock.now().getTime() - mail.createdAt.getTime() > longestWaitMs;

  /** Gives what is to wait for the server. */
  const failed = async (mail: store.ClaimedMail, { kind, reason }: MailFailure): Promise<Waits | null> => {
    const tooOften = kind === 'later' && mail.attempts + 1 >= mostAttempts;
    done.inc({ queue: name, outcome: kind });
    if (kind === 'refused' || tooOften) await giveUp(mail, reason, mail.attempts + 1);
    else if (kind === 'unreachable') return { mail, reason };
    else {
      const pause = growingPause(mail.attempts + 1, { firstMs: 30 * second, mostMs: 3_600 * second }, jitter());
      await store.postponeMail(db, mail, after(pause), reason);
    }
    return null;
  };

  const deliver = async (smtp: MailTransport, mail: store.ClaimedMail, composed: Composed): Promise<Waits | null> => {
    if (composed !== null && 'later' in composed) {
      await store.postponeMail(db, mail, composed.later);
      return null;
    }
    const failure = composed === null ? null : await inTime(leaseMs * 0.8, smtp.send(composed.mail, mail.messageKey));
    if (failure !== null) return failed(mail, failure);
    done.inc({ queue: name, outcome: composed === null ? 'dropped' : 'sent' });
    await store.endMail(db, mail);
    return null;
  };

  const sendSome = async (smtp: MailTransport): Promise<boolean> => {
    const all = await store.claimMails(db, clock.now(), batch, leaseMs);
    if (all.length === 0) return false;
    const old = all.filter(isTooOld);
    for (const mail of old) await giveUp(mail, 'it has waited too long', mail.attempts);
    const claimed = all.filter((mail) => !isTooOld(mail));
    if (claimed.length === 0) return true;
    const composed = await compose(claimed).catch(async (error: unknown) => {
      await outage(claimed, error instanceof Error ? error.message : String(error));
      return null;
    });
    if (composed === null) return false;
    const ends = await Promise.all(claimed.map((mail) => deliver(smtp, mail, composed.get(mail.id) ?? null)));
    const waits = ends.filter((end) => end !== null);
    if (waits[0] === undefined) {
      outages = 0;
      return true;
    }
    await outage(
      waits.map(({ mail }) => mail),
      waits[0].reason,
    );
    return false;
  };

  const sendDue = async (stopped: () => boolean = () => false): Promise<void> => {
    if (transport === null) return;
    await measure(clock.now());
    while (!stopped() && (await sendSome(transport)));
  };

  const turns = repeated({ name: `mail ${name}`, everyMs, work: sendDue });
  return {
    on: transport !== null,
    enqueue: async (tx, content) => {
      if (transport !== null) await store.insertMail(tx, content, clock.now());
    },
    sendDue,
    part: {
      name: turns.name,
      start: async () => {
        if (transport === null) log.info('mail is off: CONCORD_SMTP_URL is not set');
        else await turns.start();
      },
      stop: async () => {
        await turns.stop();
        transport?.close();
      },
    },
  };
};

/** No attempt outlives the lease by which its mail is this process's alone. */
const inTime = (milliseconds: number, sending: Promise<MailFailure | null>): Promise<MailFailure | null> => {
  const reason = `no answer within ${Math.round(milliseconds / second)} s`;
  return within(milliseconds, sending, () => ({ kind: 'unreachable' as const, reason }));
};
