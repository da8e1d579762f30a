import { events, type Id } from '@concord/contracts';
import {
  databasePart,
  leaseIds,
  openDatabase,
  openElasticsearch,
  publish,
  setLogLevel,
  transaction,
  type Db,
  type Elasticsearch,
  type Ids,
  type Tx,
} from '@concord/platform';
import { eventually } from '@concord/testkit';
import { draft } from '../../services/post/src/domain/post.ts';
import { blankPost, insertPost, lockPost, replacePost } from '../../services/post/src/store/posts.ts';
import { setting } from '../e2e/platform.ts';

/** Posts as the post service writes them, and as they stand in its database and in the index. */
export interface Posts {
  /**
   * Writes so many posts of an author, each with the word, 16 at a time, one transaction each with its event. Every fifth is
   * edited after that and every tenth deleted. `midway` is called once, when a third is written. While MySQL is away it tries
   * on. Gives the versions that were acknowledged, by id.
   */
  write(order: { author: Id; word: string; count: number; midway: () => void }): Promise<Map<Id, number>>;
  /** Rows of an author: id → version, and whether it is deleted. */
  inDatabase(author: Id): Promise<Map<Id, Row>>;
  /** The same of the index; ids that it does not know are missing. */
  inIndex(ids: Iterable<Id>): Promise<Map<Id, Row>>;
  close(): Promise<void>;
}

export interface Row {
  readonly version: number;
  readonly deleted: boolean;
}

const writers = 16;

const announce = (tx: Tx, event: typeof events.postCreated, postId: Id, authorId: Id, version: number) =>
  publish(tx, event, postId, { postId, authorId, version });

const insert = async (db: Db, ids: Ids, author: Id, content: string): Promise<Id> => {
  const id = ids.next();
  const body = { content, audience: 'public', tags: [], location: null } as const;
  const post = draft({
    id,
    userId: author,
    reach: 'public',
    mentions: [],
    at: new Date(),
    body: { ...body, tags: [] },
  });
  await transaction(db, async (tx) => {
    await insertPost(tx, post);
    await announce(tx, events.postCreated, id, author, 1);
  });
  return id;
};

const edit = (db: Db, id: Id): Promise<number> =>
  transaction(db, async (tx) => {
    const post = await lockPost(tx, id);
    const version = post.version + 1;
    await replacePost(tx, { ...post, content: `${post.content} once more`, updatedAt: new Date(), version });
    await announce(tx, events.postUpdated, id, post.userId, version);
    return version;
  });

const remove = (db: Db, id: Id): Promise<number> =>
  transaction(db, async (tx) => {
    const post = await lockPost(tx, id);
    await blankPost(tx, post, { at: new Date(), removed: false });
    await announce(tx, events.postDeleted, id, post.userId, post.version + 1);
    return post.version + 1;
  });

const patiently = <T>(work: () => Promise<T>) => eventually(work, { timeoutMs: 120_000, everyMs: 100 });

const inIndex = async (client: Elasticsearch, ids: Iterable<Id>): Promise<Map<Id, Row>> => {
  const { docs } = await client.mget<{ deleted: boolean }>({
    index: 'concord-posts-write',
    ids: [...ids].map(String),
    _source_includes: ['deleted'],
  });
  return new Map(
    docs.flatMap((doc) =>
      'found' in doc && doc.found
        ? [[Number(doc._id), { version: Number(doc._version), deleted: doc._source?.deleted === true }] as const]
        : [],
    ),
  );
};

export const openPosts = async (): Promise<Posts> => {
  setLogLevel('error');
  const db = openDatabase(setting('CONCORD_POST_DATABASE_URL'), { poolSize: writers });
  const client = openElasticsearch(setting('CONCORD_ELASTICSEARCH_URL'));
  const ids = leaseIds(db);
  await ids.start();
  return {
    write: async ({ author, word, count, midway }) => {
      const acknowledged = new Map<Id, number>();
      let begun = 0;
      const writeOne = async (n: number) => {
        const id = await patiently(() => insert(db, ids, author, `${word} number ${n}`));
        acknowledged.set(id, 1);
        if (acknowledged.size === Math.floor(count / 3)) midway();
        // Whether one that failed was committed nobody knows, so a change is tried once, and its version is at least what was acknowledged.
        const change = n % 10 === 0 ? remove : n % 5 === 0 ? edit : null;
        if (change !== null)
          await change(db, id).then(
            (version) => acknowledged.set(id, version),
            () => undefined,
          );
      };
      const writer = async () => {
        for (begun += 1; begun <= count; begun += 1) await writeOne(begun);
      };
      await Promise.all(Array.from({ length: writers }, writer));
      return acknowledged;
    },
    inDatabase: async (author) => {
      const rows: { id: Id; version: number; deleted_at: Date | null }[] = await db('posts')
        .where({ user_id: author })
        .select('id', 'version', 'deleted_at');
      return new Map(rows.map(({ id, version, deleted_at }) => [id, { version, deleted: deleted_at !== null }]));
    },
    inIndex: (wanted) => inIndex(client, wanted),
    close: async () => {
      await ids.stop();
      await databasePart(db).stop();
      await client.close();
    },
  };
};
