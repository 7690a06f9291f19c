import { expect, test } from "vitest";
import { clientIp, parseProxies } from "./client-ip";

const proxies = parseProxies(["10.0.0.0/8", "::1", "192.0.2.1"]);

test.each([
  ["without proxies nobody's header counts", "203.0.113.9", "198.51.100.1", [], "203.0.113.9"],
  ["a stranger's header does not count", "203.0.113.9", "198.51.100.1", proxies, "203.0.113.9"],
  ["a proxy's header counts", "10.1.2.3", "198.51.100.1", proxies, "198.51.100.1"],
  ["an IPv4 connection on an IPv6 socket is IPv4", "::ffff:10.1.2.3", "198.51.100.1", proxies, "198.51.100.1"],
  [
    "what a sender wrote before the proxy's own entry does not count",
    "10.1.2.3",
    "1.2.3.4, 198.51.100.1",
    proxies,
    "198.51.100.1",
  ],
  ["proxies behind proxies are passed over", "10.1.2.3", "198.51.100.1, 10.9.9.9, 192.0.2.1", proxies, "198.51.100.1"],
  ["nonsense ends the trail", "10.1.2.3", "198.51.100.1, nonsense", proxies, "10.1.2.3"],
  ["only proxies: the connection's own", "10.1.2.3", "10.4.4.4", proxies, "10.1.2.3"],
  ["no header: the connection's own", "10.1.2.3", undefined, proxies, "10.1.2.3"],
])("%s", (_, remote, header, trusted, expected) => {
  expect(clientIp(remote, header, trusted)).toBe(expected);
});

test("no connection has no address", () => {
  expect(clientIp(undefined, "198.51.100.1", proxies)).toBeNull();
});

test("a wrong entry is named", () => {
  expect(() => parseProxies(["10.0.0.0/8", "proxy.local"])).toThrow(
    "proxy.local is neither an address nor a CIDR range",
  );
});
