import ipaddr from 'ipaddr.js';

/**
 * The network that one client is taken to come from: an IPv4 address, or the /64 of an IPv6 one, within which anybody
 * may have as many addresses as they like.
 */
export function networkOf(address: string): string {
  const bare = address.split('%', 1)[0]!;
  if (!ipaddr.isValid(bare)) return address;
  const parsed = ipaddr.process(bare);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : parsed.toString();
}
