import { reachOf, searchWidthOf } from '@concord/audience';
import { state } from '@concord/contracts';
import { document } from '../../document.ts';
import { mapping } from './mapping.ts';

/** `search_width` says who finds the person by their card, `page_width` who may match what stands on their page. */
export const user = document({
  stream: state.user.profiles,
  index: 'users',
  generation: 1,
  mapping,
  project: (row) => {
    const person = {
      id: row.id,
      status: row.status,
      profileVisibility: row.profile_visibility,
      searchVisibility: row.search_visibility,
    };
    return {
      username: row.username,
      display_name: row.display_name,
      bio: row.bio,
      location: row.location,
      avatar_url: row.avatar_url,
      status: row.status,
      search_width: searchWidthOf(person),
      page_width: reachOf(person),
      created_at: row.created_at,
    };
  },
});
