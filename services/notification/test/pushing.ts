import { errors, events, type Id } from '@concord/contracts';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import webPush from 'web-push';
import { endDoubts, type DoubtDeps } from '../src/jobs/end-doubts.ts';
import { pushDue, type PushDeps } from '../src/jobs/push.ts';
import { pushSender, type PushSender } from '../src/push/push-sender.ts';
import { notificationAlone } from './alone.ts';
import { aBrowser } from './outward.ts';
import { pushService, type PushService } from './push-service.ts';

export const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:admin@example.org' };

const emptied = [
  ...['notifications', 'deliveries', 'devices', 'people', 'relations', 'posts', 'comments', 'quiet_hours'],
  'notification_preferences',
];

/** The service alone with a push service of its own; before each test there are five people, a post, and nothing else. */
class Pushing {
  here!: Awaited<ReturnType<typeof notificationAlone>>;
  service!: PushService;
  deps!: PushDeps;
  now = new Date();
  /** Auth as this service meets it: the sessions that it says have ended; null: it does not answer. */
  ended: Set<Id> | null = new Set();
  readonly auth: DoubtDeps['auth'] = {
    goesOn: (session) =>
      this.ended === null ? Promise.reject(errors.unavailable()) : Promise.resolve(!this.ended.has(session)),
  };
  #sender!: PushSender;

  async start(): Promise<void> {
    this.service = await pushService();
    this.#sender = pushSender(vapid, { timeoutMs: 2_000, allowPrivate: true });
    this.here = await notificationAlone({ outward: { mailAfterMs: null, push: true }, push: this.#sender });
    const clock = { now: () => this.now };
    this.deps = { db: this.here.db, clock, copies: this.here.deps.copies, sender: this.#sender };
  }

  async stop(): Promise<void> {
    await this.here.stop();
    await this.#sender.close();
    this.service.stop();
  }

  async empty(): Promise<void> {
    for (const table of emptied) await this.here.db(table).delete();
    await this.here.people(...[1, 2, 3, 4, 5].map((id) => ({ id })));
    await this.here.posts({ id: 100, userId: 1 });
    Object.assign(this.service, { got: [], answer: () => ({ status: 201 }) });
    [this.now, this.here.copiesAge, this.ended] = [new Date(), 0, new Set()];
  }

  /** Asks auth about the devices that are in doubt, as the job does. */
  endDoubts(): Promise<void> {
    return endDoubts({ db: this.here.db, auth: this.auth });
  }

  /** Registers a device of a session that goes on. */
  async register(user: number, path: string, browser = aBrowser()) {
    const registered = await this.registerUnasked(user, path, browser);
    await this.endDoubts();
    return registered;
  }

  /** Registers a device, about which auth has not been asked yet. */
  registerUnasked(user: number, path: string, browser = aBrowser()) {
    const body = { endpoint: `${this.service.origin}/${path}`, keys: browser.keys };
    return this.here.as(user).registerDevice({ body });
  }

  request(actorId: number, targetId: number, eventId?: string) {
    return this.here.happen(events.relationFollowRequested, { actorId, targetId, version: 1 }, eventId);
  }

  /** Pushes what is due after so long. */
  async round(afterMs = 1_000): Promise<void> {
    this.now = new Date(Math.max(this.now.getTime(), Date.now()) + afterMs);
    await pushDue(this.deps);
  }

  rows(table: string) {
    return this.here.db(table).select<Record<string, unknown>[]>();
  }
}

/** To be called once in a file of tests. */
export const pushing = (): Pushing => {
  const own = new Pushing();
  beforeAll(() => own.start());
  beforeEach(() => own.empty());
  afterAll(() => own.stop());
  return own;
};
