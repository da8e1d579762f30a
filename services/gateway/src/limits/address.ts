import ipaddr from 'ipaddr.js';

/**
 * The client's address: the connection's own peer, or, behind `trusted` proxies of ours, the entry of X-Forwarded-For that
 * the outermost of them wrote. What stands further left is the client's own claim and is never believed.
 */
export const clientAddress = (peer: string, forwardedFor: string, trusted: number): string => {
  const chain = [...forwardedFor.split(',').map((entry) => entry.trim()), peer].filter((entry) => entry !== '');
  const claimed = chain[Math.max(0, chain.length - 1 - trusted)] ?? peer;
  return ipaddr.isValid(claimed) ? claimed : peer;
};

/** What addresses are counted by: an IPv4 address itself, an IPv6 address by its /64, which one household has for itself. */
export const addressKey = (address: string): string => {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  const [network] = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`).toString().split('/');
  return `${network ?? parsed.toString()}/64`;
};
