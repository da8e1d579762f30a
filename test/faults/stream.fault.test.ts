import { createHash } from 'node:crypto';
import { events, type Id } from '@concord/contracts';
import { databasePart, leaseIds, openDatabase, publish, transaction, type Db, type Ids } from '@concord/platform';
import { eventually } from '@concord/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { draft } from '../../services/post/src/domain/post.ts';
import { insertPost } from '../../services/post/src/store/posts.ts';
import { setting, somebody } from '../e2e/platform.ts';
import { listener } from '../e2e/stream.ts';
import { proveHealthy } from './healthy.ts';
import { kill, note } from './parts.ts';

const count = 10_000;
const writers = 8;
let db: Db;
let ids: Ids;
beforeAll(async () => {
  db = openDatabase(setting('CONCORD_POST_DATABASE_URL'), { poolSize: writers });
  ids = leaseIds(db);
  await ids.start();
});
afterAll(async () => {
  await ids.stop();
  await databasePart(db).stop();
});

/** A post that mentions somebody, as the post service writes it. */
const mention = async (author: Id, receiver: Id): Promise<Id> => {
  const id = ids.next();
  const body = { content: 'Hello', audience: 'public' as const, tags: [], location: null };
  const post = draft({ id, userId: author, reach: 'public', mentions: [receiver], at: new Date(), body });
  await transaction(db, async (tx) => {
    await insertPost(tx, post);
    await publish(tx, events.postCreated, id, { postId: id, authorId: author, mentionIds: [receiver], version: 1 });
  });
  return id;
};

const writeAll = async (author: Id, receiver: Id, onWritten: (total: number) => void): Promise<Set<string>> => {
  const written = new Set<string>();
  let begun = 0;
  const writer = async () => {
    for (begun += 1; begun <= count; begun += 1) {
      const id = await eventually(() => mention(author, receiver), { timeoutMs: 60_000, everyMs: 100 });
      written.add(String(id));
      onWritten(written.size);
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return written;
};

test('10,000 events while the services, Connect and Kafka are killed: none lost, none twice, in order', async () => {
  const [author, receiver] = [await somebody(), await somebody()];
  const listening = listener(receiver.api);
  const parts = ['concord', 'connect', 'concord', 'kafka'] as const;
  const back: Promise<unknown>[] = [];
  const started = performance.now();
  const written = await writeAll(Number(author.id), Number(receiver.id), (total) => {
    const part = total % 2_000 === 0 ? parts[total / 2_000 - 1] : undefined;
    if (part !== undefined) back.push(kill(part).back());
  });
  note(`${count} events written, ${back.length} kills, in`, started);
  await Promise.all(back);
  await eventually(() => listening.notifications().length >= count, { timeoutMs: 240_000, everyMs: 250 });
  note(`all received after ${listening.connections()} connections`, started);
  const subjects = listening.notifications().map(({ notification }) => notification.subject?.id ?? '');
  const positions = listening.notifications().map(({ seq }) => seq);
  const digest = (all: Iterable<string>) =>
    createHash('sha256')
      .update([...all].toSorted().join())
      .digest('hex');
  expect({
    received: subjects.length,
    lost: [...written].filter((id) => !subjects.includes(id)).length,
    doubled: subjects.length - new Set(subjects).size,
    outOfOrder: positions.filter((seq, at) => at > 0 && seq <= (positions[at - 1] ?? 0)).length,
    digest: digest(subjects),
  }).toEqual({ received: count, lost: 0, doubled: 0, outOfOrder: 0, digest: digest(written) });
  listening.stop();
  await proveHealthy();
}, 900_000);
