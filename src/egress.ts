import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify, promisify } from 'node:util';
import ipaddr from 'ipaddr.js';
import type { Bilingual } from './errors.ts';

/** Where the service may send to on behalf of others. */
export interface EgressRules {
  protocols: readonly string[];
  /** Null for any. */
  ports: readonly number[] | null;
  isAllowed: (address: string) => boolean;
  /** All addresses of a name. */
  resolve: (name: string) => Promise<LookupAddress[]>;
}

const lookupAll = promisify(systemLookup) as (
  name: string,
  options: LookupOptions & { all: true },
) => Promise<LookupAddress[]>;
const resolve = (name: string) => lookupAll(name, { all: true });

/** Addresses among the public ones at which machines in a cloud ask about themselves. */
const METADATA = new Set(['168.63.129.16']);
/** All of IPv6 that is given out to the public. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is a public one: not this machine, a private network, a provider's, link-local, multicast,
 * reserved, documentation, or a way round any of these (IPv4 within IPv6, translation, tunnels).
 */
export function isPublic(address: string): boolean {
  if (isIP(address) === 0 || METADATA.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6);
}

/** What holds unless the operator says otherwise. */
export const STRICT: EgressRules = {
  protocols: ['https:'],
  ports: [443, 8443],
  isAllowed: isPublic,
  resolve,
};

/** To try things out: whatever can be reached. */
export const TRIAL: EgressRules = {
  protocols: ['https:', 'http:'],
  ports: null,
  isAllowed: () => true,
  resolve,
};

const LONGEST = 2_000;

/** What is wrong with an address that an endpoint is given; null when nothing is that can be seen without asking DNS. */
export function urlFault(text: string, { protocols, ports, isAllowed }: EgressRules): Bilingual | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || text.length > LONGEST) return { zh: '不是有效的网址', en: 'It is no valid URL' };
  if (!protocols.includes(url.protocol)) return { zh: '只能是 https', en: 'It must be https' };
  if (url.username !== '' || url.password !== '')
    return { zh: '网址中不能有用户名或密码', en: 'There must be no user or password in it' };
  if (url.hash !== '') return { zh: '网址中不能有 #', en: 'There must be no # in it' };
  if (ports && !ports.includes(portOf(url)))
    return { zh: `端口只能是 ${ports.join('、')}`, en: `The port must be ${ports.join(' or ')}` };
  const literal = literalOf(url);
  if (literal !== null && !isAllowed(literal))
    return { zh: '不能是本机、内网或保留的地址', en: 'It must not be a local, private or reserved address' };
  return null;
}

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

/** The IP address that stands for a host; null for a name. */
export function literalOf({ hostname }: URL): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? null : bare;
}

/** The connection would lead to where none may. */
export class AddressRefused extends Error {
  constructor() {
    super('The address is not public');
  }
}

/**
 * Resolves a name for a connection: every one of its addresses must be allowed, and the connection is made to these
 * and not to what the name may mean a moment later.
 */
export function checkedLookup({ resolve: addressesOf, isAllowed }: EgressRules): LookupFunction {
  const checked = callbackify(async (name: string): Promise<LookupAddress[]> => {
    const addresses = await addressesOf(name);
    if (addresses.length === 0 || !addresses.every(({ address }) => isAllowed(address)))
      throw new AddressRefused();
    return addresses;
  });
  return (name, { all }, callback) =>
    checked(name, (error, addresses) => {
      if (error) callback(error, '', 0);
      else if (all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    });
}
