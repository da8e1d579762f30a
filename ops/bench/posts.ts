import { setTimeout as pause } from 'node:timers/promises';
import { events, type Id } from '@concord/contracts';
import { openDatabase, publish, transaction, type Db } from '@concord/platform';

/** Author of all that benchmarks write. No account can have this id: ids hold the time they were made in their upper bits. */
export const benchAuthor = 1;

/** Rows removed by one statement: a larger transaction would be held in memory whole on its way through the pipeline. */
const chunk = 1_000;

/** Writes posts through the post service's own store. */
export const postStore = async (db: Db) => {
  const { draft, insertPost } = await import('@concord/post');
  const make = (id: Id, content: string) =>
    draft({
      ...{ id, userId: benchAuthor, reach: 'public', mentions: [], at: new Date() },
      // Nobody but its author may see it, so that it turns up in nobody's search.
      body: { content, audience: 'private', tags: [], location: null },
    });
  return {
    /** What creating a post writes: the row and its event, in one transaction. */
    write: (id: Id, content: string): Promise<void> =>
      transaction(db, async (tx) => {
        const post = make(id, content);
        await insertPost(tx, post);
        const { userId: authorId, version } = post;
        await publish(tx, events.postCreated, id, { postId: id, authorId, version });
      }),
    /** Many rows in one transaction, without events: to have enough of them. */
    writeMany: (posts: readonly (readonly [Id, string])[]): Promise<void> =>
      transaction(db, async (tx) => {
        for (const [id, content] of posts) await insertPost(tx, make(id, content));
      }),
  };
};

/** Removes what benchmarks wrote, this one or one that was killed; says how many rows. */
export const removePosts = async (databaseUrl: string): Promise<number> => {
  const db = openDatabase(databaseUrl, { poolSize: 1 });
  try {
    for (let removed = 0; ;) {
      const rows = await db('posts').where({ user_id: benchAuthor }).limit(chunk).delete();
      removed += rows;
      if (rows < chunk) return removed;
      await pause(20);
    }
  } finally {
    await db.destroy();
  }
};
