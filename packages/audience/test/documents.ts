import { findableFilter, reachOf, searchWidthOf, visibleFilter, widthOf, type Id, type Viewer } from '../src/index.ts';
import { seekerIn, type World } from './world.ts';

/** What the index holds of a world. */
export const documentsOf = (world: World) => ({
  posts: world.posts.map((post) => ({ id: post.id, author_id: post.author.id, width: widthOf(post.author, post) })),
  people: world.people.map((person) => ({
    id: person.id,
    reach: reachOf(person),
    search_width: searchWidthOf(person),
  })),
});

/** What a search of this viewer asks: for posts, for people by their pages, for people by their cards. */
export const filtersOf = (world: World, viewer: Viewer, narrowed: Id[] = []) => {
  const seeker = viewer === null ? null : seekerIn(world, viewer);
  return {
    posts: visibleFilter(seeker, { authorField: 'author_id', widthField: 'width', narrowed }),
    pages: visibleFilter(seeker, { authorField: 'id', widthField: 'reach', narrowed: [] }),
    found: findableFilter(seeker),
  };
};
