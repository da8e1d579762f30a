/** Documents as the indexer writes them; the fields that searches read. */
export interface PostDocument {
  readonly id: number;
  readonly author_id: number;
  readonly text: string;
  readonly tags: readonly string[];
  readonly audience: 'public' | 'followers' | 'friends' | 'private';
  readonly created_at: string;
}

export interface UserDocument {
  readonly id: number;
  readonly username: string;
  readonly display_name: string;
  readonly bio: string | null;
  readonly avatar_url: string | null;
  readonly page_width: string;
}
