import ipaddr from "ipaddr.js";

/**
 * Where nothing may be sent to unless a range is allowed: everything that is not plainly the public internet. From the registries of
 * special-purpose addresses (RFC 6890 and its successors), and by hand what lies on public ranges but belongs to somebody's cloud.
 */
const denied4: Record<string, string> = {
  "0.0.0.0/8": "this network",
  "10.0.0.0/8": "a private network",
  "100.64.0.0/10": "a provider's internal network",
  "127.0.0.0/8": "this machine",
  "169.254.0.0/16": "link-local, where clouds keep their metadata",
  "172.16.0.0/12": "a private network",
  "192.0.0.0/24": "reserved",
  "192.0.2.0/24": "for documentation",
  "192.88.99.0/24": "a 6to4 relay",
  "192.168.0.0/16": "a private network",
  "198.18.0.0/15": "for benchmarks",
  "198.51.100.0/24": "for documentation",
  "203.0.113.0/24": "for documentation",
  "224.0.0.0/4": "multicast",
  "240.0.0.0/4": "reserved",
  // A cloud's wire server.
  "168.63.129.16/32": "a cloud's own service",
};

/** Of IPv6 only global unicast is open, without these parts of it. */
const globalUnicast = "2000::/3";
const denied6: Record<string, string> = {
  "2001::/23": "reserved (Teredo and the like)",
  "2001:db8::/32": "for documentation",
  "2002::/16": "6to4, which hides an IPv4 address",
  "3fff::/20": "for documentation",
};
/** Outside it, so denied anyway: only the words differ. */
const named6: Record<string, string> = {
  "::/128": "no address",
  "::1/128": "this machine",
  "::/96": "an IPv4 address in disguise",
  "64:ff9b::/96": "NAT64, which hides an IPv4 address",
  "64:ff9b:1::/48": "NAT64, which hides an IPv4 address",
  "100::/64": "for discarding",
  "5f00::/16": "segment routing",
  "fc00::/7": "a private network",
  "fe80::/10": "link-local",
  "fec0::/10": "a private network",
  "ff00::/8": "multicast",
};

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export interface Range {
  base: Address;
  bits: number;
}

/** `10.0.0.0/8`, or a single address. Throws on anything else. */
export function parseRange(text: string): Range {
  if (!text.includes("/")) {
    const base = ipaddr.process(text);
    return { base, bits: base.kind() === "ipv4" ? 32 : 128 };
  }
  const [base, bits] = ipaddr.parseCIDR(text);
  return { base, bits };
}

const isIn = (address: Address, { base, bits }: Range): boolean =>
  address.kind() === base.kind() && address.match(base, bits);

const ranges = (table: Record<string, string>) =>
  Object.entries(table).map(([text, what]) => ({ range: parseRange(text), what }));
const list4 = ranges(denied4);
const list6 = [...ranges(denied6), ...ranges(named6)];
const open6 = parseRange(globalUnicast);

/** Whether one of these ranges holds the address. An IPv4-mapped IPv6 address is judged as the IPv4 address in it. */
export const isAllowed = (text: string, allowed: readonly Range[]): boolean => {
  const address = ipaddr.process(text);
  return allowed.some((range) => isIn(address, range));
};

/**
 * What kind of address it is when nothing may be sent there, in a few words; null when it is public. Expects what `net.isIP` accepts;
 * an IPv4-mapped IPv6 address is judged by the IPv4 address in it.
 */
export function deniedKind(text: string): string | null {
  const address = ipaddr.process(text.replace(/%.*$/, ""));
  const list = address.kind() === "ipv4" ? list4 : list6;
  const found = list.find(({ range }) => isIn(address, range));
  if (found !== undefined) return found.what;
  return address.kind() === "ipv4" || isIn(address, open6) ? null : "not on the public internet";
}
