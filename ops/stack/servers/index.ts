import { concord, searchIndexer } from './concord.ts';
import { connect } from './connect.ts';
import { elasticsearch } from './elasticsearch.ts';
import { kafka } from './kafka.ts';
import { mail } from './mail.ts';
import { signIn } from './sign-in.ts';
import { mysql } from './mysql.ts';
import { redis } from './redis.ts';
import { serverNames, type Server, type ServerName } from './server.ts';

/** Every process of the stack; dependencies stand before their dependants. */
export const servers: Readonly<Record<ServerName, Server>> = {
  mysql,
  redis,
  kafka,
  connect,
  elasticsearch,
  mail,
  'sign-in': signIn,
  concord,
  'search-indexer': searchIndexer,
};

/** The servers that are not ours. */
export const infrastructure: readonly ServerName[] = ['mysql', 'redis', 'kafka', 'connect', 'elasticsearch'];

/** Our own processes. */
export const ownProcesses: readonly ServerName[] = ['mail', 'sign-in', 'concord', 'search-indexer'];

/** These servers and all they need, dependencies first. */
export const withNeeds = (names: readonly ServerName[]): ServerName[] => {
  const wanted = new Set<ServerName>();
  const add = (name: ServerName) => {
    servers[name].needs.forEach(add);
    wanted.add(name);
  };
  names.forEach(add);
  return serverNames.filter((name) => wanted.has(name));
};

/** Those of the names that need this server, directly or not. */
export const dependants = (name: ServerName, among: readonly ServerName[]): ServerName[] =>
  among.filter((other) => other !== name && withNeeds([other]).includes(name));
