import { Client } from '@elastic/elasticsearch';

/**
 * A client for `http(s)://user:password@host:port`. It does not retry: its users know what may be sent again and for how long.
 * Every call has a deadline of 30 s unless it says otherwise.
 */
export const openElasticsearch = (url: string): Client => {
  const { username, password, origin } = new URL(url);
  return new Client({
    node: origin,
    ...(username !== '' && {
      auth: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
    }),
    maxRetries: 0,
    requestTimeout: 30_000,
  });
};
export type { Client as Elasticsearch } from '@elastic/elasticsearch';
