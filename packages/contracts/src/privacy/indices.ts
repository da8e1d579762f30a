import { blanked, tombstone, type IndexFacts } from './facts.ts';

/** A deleted row's document keeps its key, its version and the mark of being deleted; everything else goes. */
const document = ['version', 'deleted'] as const;

/** Every index, without its prefix. */
export const indices: Readonly<Record<string, IndexFacts>> = {
  users: {
    summary: 'People as they can be found',
    accounts: tombstone('id'),
    personal: blanked('username', 'display_name', 'bio', 'location', 'avatar_url', 'created_at'),
    neither: ['status', 'search_width', 'page_width', ...document],
  },
  posts: {
    summary: 'Posts as they can be found',
    accounts: blanked('author_id', 'mentions'),
    personal: {
      ...tombstone('id'),
      ...blanked('text', 'tags', 'location', 'audience', 'width', 'created_at', 'updated_at'),
    },
    neither: ['like_count', 'comment_count', 'share_count', ...document],
  },
  comments: {
    summary: 'Comments as they can be found',
    accounts: blanked('author_id', 'post_author_id', 'mentions'),
    personal: { ...tombstone('id'), ...blanked('text', 'created_at', 'updated_at') },
    neither: ['post_id', 'parent_id', 'author_active', 'post_width', 'like_count', ...document],
  },
  relations: {
    summary: 'What an author is to a viewer, for the filters of searches',
    accounts: tombstone('viewer_id', 'author_id'),
    personal: blanked('follows', 'friend', 'blocks', 'blocked_by', 'mutes'),
    neither: [...document],
  },
  canary: {
    summary: 'How far the index has come',
    accounts: {},
    personal: {},
    neither: ['id', 'beat_at', ...document],
  },
};
