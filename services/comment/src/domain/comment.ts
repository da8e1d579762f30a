import { errors, receipt, state, type Id, type Problem, type Reach, type Receipt } from '@concord/contracts';
import { deepest, pathOf, type Path } from './path.ts';

/** A comment as its row holds it; one that was deleted has no content and no mentions. */
export interface Comment {
  readonly id: Id;
  readonly postId: Id;
  readonly parentId: Id | null;
  /** The comment of the first level above it; itself there. */
  readonly rootId: Id;
  readonly userId: Id;
  /** 1 on the first level. */
  readonly depth: number;
  readonly content: string;
  /** Ids of people, in the order of the text. */
  readonly mentions: readonly Id[];
  readonly likeCount: number;
  /** Direct replies that have a place in the thread. */
  readonly places: number;
  /** Deleted, and without replies. */
  readonly gone: boolean;
  /** Raised by edits of the content only. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
  readonly version: number;
}

/** What decides, besides its author, who may read a comment; its row carries it for the search index. */
export interface PostState {
  readonly width: Reach;
  readonly deleted: boolean;
}

/** A comment that is being written: with its place in the thread, and how its post stands at this moment. */
export interface Draft {
  readonly comment: Comment;
  readonly path: Path;
  readonly post: { readonly userId: Id } & PostState;
}

/** The receipt for a comment's row at a version. */
export const written = ({ id, version }: Pick<Comment, 'id' | 'version'>): Receipt =>
  receipt(state.comment.comments, id, version);

interface Written {
  readonly id: Id;
  readonly userId: Id;
  /** What it replies to; null on the first level. */
  readonly parent: { readonly comment: Comment; readonly path: Path } | null;
  readonly post: { readonly id: Id; readonly userId: Id } & PostState;
  readonly content: string;
  readonly mentions: readonly Id[];
  readonly at: Date;
}

export const draft = ({ id, userId, parent, post, content, mentions, at }: Written): Draft => ({
  comment: {
    id,
    postId: post.id,
    parentId: parent?.comment.id ?? null,
    rootId: parent?.comment.rootId ?? id,
    userId,
    depth: (parent?.comment.depth ?? 0) + 1,
    content,
    mentions,
    likeCount: 0,
    places: 0,
    gone: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    version: 1,
  },
  path: pathOf(id, parent?.path ?? null),
  post,
});

/** Why nobody can reply to a comment that they do not see: its place is empty, or it has none. */
const unanswerable = (comment: Comment): Problem =>
  comment.places > 0 ? errors.impossible('What it replies to has been deleted') : errors.notFound();

/** Throws unless a reply can stand under this comment of the post. What the writer does not see is refused like what was deleted. */
export const assertTakesReply = (comment: Comment, postId: Id, seen: boolean): void => {
  if (comment.postId !== postId) throw errors.notFound();
  if (!seen || comment.deletedAt !== null) throw unanswerable(comment);
  if (comment.depth >= deepest) throw errors.impossible(`A thread is at most ${deepest} levels deep`);
};

/** The comment after an edit, one revision and one version later. */
export const edited = (
  comment: Comment,
  { content, mentions, at }: { readonly content: string; readonly mentions: readonly Id[]; readonly at: Date },
): Comment => ({
  ...comment,
  content,
  mentions,
  revision: comment.revision + 1,
  updatedAt: at,
  version: comment.version + 1,
});
