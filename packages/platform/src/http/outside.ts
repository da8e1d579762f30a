import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';

const add = (list: BlockList, subnet: string): void => {
  const [net = '', bits] = subnet.split('/');
  list.addSubnet(net, Number(bits), isIPv6(net) ? 'ipv6' : 'ipv4');
};

/** IANA's special-purpose registries (RFC 6890): what is no address of a public host. */
const special = new BlockList();
for (const subnet of [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
])
  add(special, subnet);
/** Of IPv6 only global unicast is public, without Teredo and 6to4 (which carry IPv4 addresses) and documentation. */
const global = new BlockList();
add(global, '2000::/3');

/** Whether this is an IP address of the public Internet. */
export const isPublicAddress = (address: string): boolean =>
  isIPv6(address)
    ? global.check(address, 'ipv6') && !special.check(address, 'ipv6')
    : isIP(address) === 4 && !special.check(address, 'ipv4');

class NotOutside extends Error {
  readonly code = 'NOT_OUTSIDE';
}

/** Resolves to public addresses only: what is connected to is what was looked at, so a name cannot point elsewhere in between. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const allowed = error === null ? found.filter(({ address }) => isPublicAddress(address)) : [];
    const [first] = allowed;
    if (first === undefined) done(error ?? new NotOutside(`${hostname} is not a public host`), '', 0);
    else if (options.all === true) done(null, allowed);
    else done(null, first.address, first.family);
  });
};

/** The host of a URL, IPv6 without brackets. */
const hostOf = ({ hostname }: URL) => hostname.replace(/^\[(.*)\]$/, '$1');

const mayCall = (url: URL): boolean =>
  url.protocol === 'https:' &&
  url.port === '' &&
  url.username === '' &&
  url.password === '' &&
  (isIP(hostOf(url)) === 0 || isPublicAddress(hostOf(url)));

export interface OutsideReply {
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Calls addresses that strangers have given. */
export interface Outside {
  /** Whether such an address may be called, as far as can be told without resolving its name. */
  mayCall(url: string): boolean;
  /** Posts, follows nothing, and reads no answer but its status. Throws for what may not be called, and for what does not answer. */
  post(url: string, headers: Readonly<Record<string, string>>, body: Buffer): Promise<OutsideReply>;
  close(): Promise<void>;
}

export interface OutsideOptions {
  readonly timeoutMs: number;
  /** Lets private addresses and plain HTTP through: for tests, or a push service of one's own. */
  readonly allowPrivate?: boolean;
}

/**
 * The guard between us and addresses that came from outside: HTTPS on its own port, no credentials, public hosts only, judged by the address
 * that is connected to (OWASP, Server-Side Request Forgery Prevention).
 */
export const outside = ({ timeoutMs, allowPrivate = false }: OutsideOptions): Outside => {
  const agent = new Agent({
    connect: { timeout: timeoutMs, ...(!allowPrivate && { lookup: publicLookup }) },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, connections: 4 },
  });
  const allowed = (url: string): boolean => {
    const parsed = URL.parse(url);
    if (parsed === null) return false;
    return allowPrivate ? /^https?:$/.test(parsed.protocol) : mayCall(parsed);
  };
  return {
    mayCall: allowed,
    post: async (url, headers, body) => {
      if (!allowed(url)) throw new NotOutside('this address may not be called');
      const signal = AbortSignal.timeout(timeoutMs);
      const reply = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal });
      const retryAfter = reply.headers['retry-after'];
      await reply.body.dump({ limit: 65_536, signal });
      return { status: reply.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null };
    },
    close: () => agent.destroy(),
  };
};
