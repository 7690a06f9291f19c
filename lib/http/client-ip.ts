import ipaddr from "ipaddr.js";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads `TIDEGATE_TRUSTED_PROXIES`: addresses and CIDR ranges. Throws an Error that names the wrong entry. */
export function parseProxies(entries: string[]): Range[] {
  return entries.map((entry) => {
    try {
      if (entry.includes("/")) return ipaddr.parseCIDR(entry);
      const address = ipaddr.process(entry);
      return [address, address.kind() === "ipv4" ? 32 : 128];
    } catch {
      throw new Error(`TIDEGATE_TRUSTED_PROXIES: ${entry} is neither an address nor a CIDR range.`);
    }
  });
}

/**
 * The address that a request came from, for consent and limits: the connection's own, unless that is a trusted proxy; then the last
 * forwarded address that no trusted proxy has. Nobody else's header counts.
 */
export function clientIp(
  remote: string | undefined,
  forwardedFor: string | undefined,
  proxies: Range[],
): string | null {
  const connection = normalise(remote ?? "");
  if (connection === null || proxies.length === 0 || !isTrusted(connection, proxies))
    return connection?.toString() ?? null;
  const hops = (forwardedFor ?? "").split(",").map((hop) => normalise(hop.trim()));
  for (const hop of hops.reverse()) {
    if (hop === null) break;
    if (!isTrusted(hop, proxies)) return hop.toString();
  }
  return connection.toString();
}

const normalise = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text) : null);

const isTrusted = (address: ipaddr.IPv4 | ipaddr.IPv6, proxies: Range[]) =>
  proxies.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
