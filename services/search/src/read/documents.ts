/** Documents as the indexer writes them; the fields that searches read. */
export interface PostDocument {
  readonly id: number;
  readonly author_id: number;
  readonly text: string;
  readonly tags: readonly string[];
  readonly audience: 'public' | 'followers' | 'friends' | 'private';
  readonly created_at: string;
}
export const postFields = ['id', 'author_id', 'text', 'tags', 'audience', 'created_at'];

export interface CommentDocument {
  readonly id: number;
  readonly post_id: number;
  readonly author_id: number;
  readonly text: string;
  readonly created_at: string;
}
export const commentFields = ['id', 'post_id', 'author_id', 'text', 'created_at'];

export interface CardDocument {
  readonly id: number;
  readonly username: string;
  readonly display_name: string;
  readonly avatar_url: string | null;
}
export const cardFields = ['id', 'username', 'display_name', 'avatar_url'];

export interface UserDocument extends CardDocument {
  readonly bio: string | null;
}
export const userFields = [...cardFields, 'bio'];
