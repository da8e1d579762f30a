import type { Places } from '../places.ts';
import type { ServerName } from '../servers/server.ts';

export type FetchContext = {
  places: Places;
  /** An empty folder for this part; renamed to its final name when `fetch` returns. */
  into: string;
  /** Scratch space, removed afterwards. */
  scratch: string;
  /** Tells the person something that is not an error, for instance that an archive has moved on. */
  warn: (text: string) => void;
  signal: AbortSignal | undefined;
};

/** One thing that comes from outside and is kept in the cache under `folder`; the folder exists only when it is complete. */
export type FetchPart = {
  name: 'mysql' | 'redis' | 'kafka' | 'elasticsearch';
  /** The servers that cannot run without it. */
  servers: readonly ServerName[];
  title: string;
  folder: string;
  bytes: number;
  /** Fetched by Maven, which needs Java. */
  byMaven: boolean;
  fetch: (context: FetchContext) => Promise<void>;
};
