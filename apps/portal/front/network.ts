/**
 * The network that an address is counted with: an IPv4 address by itself; of IPv6 the /64, which one household or one
 * server has for itself and may take any address of (RFC 6177). An IPv4 address that a socket writes as IPv6 is IPv4.
 */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const groups = groupsOf(address.replace(/%.*$/s, ''));
  if (!groups) return address;
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 6).join(':') === IPV4_MAPPED) return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** `::ffff:0:0/96` (RFC 4291, § 2.5.5.2), group by group. */
const IPV4_MAPPED = [0, 0, 0, 0, 0, 0xffff].join(':');
const GROUPS = 8;

/** The eight numbers of an IPv6 address, as `URL` reads it; null for what is none. */
function groupsOf(address: string): number[] | null {
  const host = URL.parse(`http://[${address}]`)?.hostname.slice(1, -1);
  if (host === undefined) return null;
  const [head = [], tail] = host.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const zeros = tail ? Array.from({ length: GROUPS - head.length - tail.length }, () => '0') : [];
  return [...head, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
}
