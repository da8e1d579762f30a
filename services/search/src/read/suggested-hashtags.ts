import type { Deps } from '../deps.ts';
import { tagBeginning } from '../query/beginning.ts';
import { hashtagView } from '../views/hashtag.ts';
import type { Sight } from '../viewer/visibility.ts';
import { countHashtags } from './count-hashtags.ts';

/** The most used hashtags that begin like what is being typed. */
export const suggestedHashtags = async (deps: Deps, typed: string, limit: number, sight: Sight) => {
  const beginning = tagBeginning(typed);
  if (beginning === null) return [];
  const found = await countHashtags(deps, { beginning, filter: {}, sort: 'relevance', size: limit }, sight);
  return found.map(hashtagView);
};
