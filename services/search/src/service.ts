import { contract } from '@concord/contracts';
import {
  cursorSealer,
  mount,
  openElasticsearch,
  openKafka,
  type Part,
  type Service,
  type Target,
} from '@concord/platform';
import * as handlers from './handlers.ts';
import { config } from './config.ts';
import type { Deps } from './deps.ts';
import { canaryWatch } from './freshness/canary-watch.ts';
import { searchHolds } from './read/held.ts';
import { newestCanaries } from './read/newest-canaries.ts';
import { relationsOf } from './read/relations-of.ts';
import { following } from './viewer/following.ts';
import { narrowings } from './viewer/narrowed.ts';
import { seekers } from './viewer/seekers.ts';
import { visibility } from './viewer/visibility.ts';

export const routesOf = (deps: Deps) => mount(contract.search, handlers, deps, searchHolds(deps));

/** Finds posts, people and hashtags; owns no database and writes nothing. */
export const target: Target = {
  name: 'search',
  build: (env): Service => {
    const settings = config(env);
    const indexOf = (name: string) => `${settings.CONCORD_INDEX_PREFIX}-${name}`;
    const client = openElasticsearch(settings.CONCORD_ELASTICSEARCH_URL);
    const kafka = openKafka({ brokers: settings.CONCORD_KAFKA_BROKERS, clientId: 'concord-search' });
    const canary = canaryWatch({
      look: () => newestCanaries(client, indexOf('canary')),
      redMs: settings.CONCORD_CANARY_RED_MS,
    });
    const narrowed = narrowings();
    const people = seekers({
      load: (viewer) => relationsOf(client, indexOf('relations'), viewer),
      maxRelations: settings.CONCORD_RELATIONS_CACHED,
    });
    const followed = following(kafka, people, narrowed, (beatAt) => {
      canary.arrived(beatAt);
    });
    const deps: Deps = {
      client,
      indices: { posts: indexOf('posts'), comments: indexOf('comments'), users: indexOf('users') },
      visibility: visibility({
        seekers: people,
        narrowed,
        watermarkMs: () => followed.watermarkMs(),
        maxAgeMs: settings.CONCORD_RELATIONS_MAX_AGE_MS,
        indexAgeMs: () => canary.ageMs(),
        indexMaxAgeMs: settings.CONCORD_INDEX_MAX_AGE_MS,
      }),
      relations: people,
      cursors: cursorSealer(settings.CONCORD_CURSOR_SECRET),
      canary,
      now: Date.now,
    };
    const closing: Part = { name: 'elasticsearch', start: () => Promise.resolve(), stop: () => client.close() };
    return { name: 'search', routes: routesOf(deps), parts: [kafka, closing, canary, followed] };
  },
};
