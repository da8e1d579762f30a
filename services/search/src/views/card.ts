import type { CardDocument } from '../read/documents.ts';

/** For the moment in which a post has reached the index before its author's profile. */
const arriving = (id: number): CardDocument => ({ id, username: 'unknown', display_name: '', avatar_url: null });

export const cardView = (id: number, card: CardDocument | undefined) => {
  const { username, display_name, avatar_url } = card ?? arriving(id);
  return { id, username, displayName: display_name, avatarUrl: avatar_url ?? null };
};
