export const hashtagView = ({ tag, posts }: { readonly tag: string; readonly posts: number }) => ({
  type: 'hashtag' as const,
  tag,
  posts,
});
