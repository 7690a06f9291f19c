import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deniedKind } from "./addresses";
import { createGuard } from "./guard";
import { isDeniedName } from "./names";

const guard = createGuard({ allowPrivateCidrs: [], publicUrl: "https://gate.example.com", port: 3000 });
const open = createGuard({
  allowPrivateCidrs: ["127.0.0.0/8", "10.1.0.0/16", "fd00:1::/32"],
  publicUrl: "http://localhost:3000",
  port: 3000,
});
const refusal = (url: string, by = guard) => {
  const judgement = by.judgeUrl(url);
  return judgement.ok ? null : judgement.message;
};

/** First, last and a middle address of every range that must not be reached. */
const denied = [
  ...["0.0.0.0", "0.255.255.255", "10.0.0.0", "10.0.0.7", "10.255.255.255", "100.64.0.0", "100.127.255.255"],
  ...["127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255"],
  ...["192.0.0.0", "192.0.0.255", "192.0.2.1", "192.88.99.1", "192.168.0.0", "192.168.255.255", "198.18.0.0"],
  ...["198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1"],
  ...["255.255.255.255", "168.63.129.16"],
  ...["::", "::1", "::7f00:1", "::127.0.0.1", "fc00::1", "fdff::1", "fe80::1", "febf::1", "fec0::1", "ff02::1"],
  ...["100::1", "2001::1", "2001:1ff::1", "2001:db8::1", "3fff::1", "3fff:fff::1", "5f00::1", "2002:7f00:1::"],
  ...["64:ff9b::7f00:1", "64:ff9b:1::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "4000::1", "1::1"],
];
const reachable = [
  ...["1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"],
  ...["169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0"],
  ...[
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "168.63.129.15",
    "2606:4700::1",
    "2a00:1450::1",
    "::ffff:8.8.8.8",
  ],
  ...["2001:200::1", "3ffe::1", "2003::1"],
];

describe("addresses", () => {
  test.each(denied)("%s is denied", (address) => expect(deniedKind(address)).not.toBeNull());
  test.each(reachable)("%s is public", (address) => expect(deniedKind(address)).toBeNull());

  test("whatever stands for an IPv4 address in IPv6 is at least as denied as that address", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        if (deniedKind(address) === null) return;
        const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
        for (const form of [`::ffff:${address}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `2002:${hex}::`, `::${hex}`])
          expect(deniedKind(form), form).not.toBeNull();
      }),
    );
  });
});

describe("URLs", () => {
  test.each([
    "https://169.254.169.254/x",
    "https://[::1]/x",
    "https://10.0.0.7/x",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x0a000001/x",
    "https://0177.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
    "https://127。0。0。1/",
    "https://%31%32%37.0.0.1/",
    "https://[::ffff:192.168.0.1]/x",
    "https://[::ffff:c0a8:1]/",
    "https://[64:ff9b::a00:7]/",
    "https://[2002:a00:7::]/",
    "https://[fe80::1]/",
    "https://0/",
  ])("%s is refused whatever its spelling, and the setting that would allow it is named", (url) => {
    expect(refusal(url)).toContain("TIDEGATE_ALLOW_PRIVATE_CIDRS");
  });

  test.each([
    "https://localhost/x",
    "https://localhost./x",
    "https://LOCALHOST/x",
    "https://a.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/x",
    "https://metadata.google.internal./x",
    "https://db.default.svc/",
    "https://db.default.svc.cluster.local/",
    "https://host.docker.internal/",
    "https://postgres/",
    "https://postgres./",
    "https://ｌｏｃａｌｈｏｓｔ/",
  ])("%s is a name inside a network, and no range allows it", (url) => {
    expect(refusal(url)).toContain("inside a network");
    expect(refusal(url, open)).not.toBeNull();
  });

  test.each([
    ["nonsense", "full web address"],
    ["", "full web address"],
    ["//example.com/x", "full web address"],
    ["https://", "full web address"],
    ["https://exa mple.com/", "full web address"],
    ["https://example.com/\nx", "full web address"],
    ["https://example.com/\u0000", "full web address"],
    ["ftp://example.com/x", "https://"],
    ["file:///etc/passwd", "https://"],
    ["javascript:alert(1)", "https://"],
    ["http://example.com/x", "https://"],
    ["https://user:pw@example.com/x", "authentication"],
    ["https://user@example.com/x", "authentication"],
    [`https://example.com/${"a".repeat(2048)}`, "2,048"],
    ["https://gate.example.com/v1/inbound-webhooks/x", "own address"],
    ["https://GATE.example.com:443/", "own address"],
    ["https://gate.example.com./v1/x", "own address"],
    ["https://gate.example.com..:443/", "own address"],
  ])("%j is refused", (url, words) => expect(refusal(url)).toContain(words));

  test.each([
    "https://example.com/x",
    "https://example.com:8443/x?y=1#z",
    "https://1.1.1.1/",
    "https://[2606:4700::1]/",
    "https://müller.de/",
  ])("%s may be sent to", (url) => expect(refusal(url)).toBeNull());

  test("a range that is allowed opens its literals, with plain HTTP too, and nothing else", () => {
    expect(refusal("http://127.0.0.1:8080/x", open)).toBeNull();
    expect(refusal("https://10.1.2.3/x", open)).toBeNull();
    expect(refusal("http://[fd00:1::5]/x", open)).toBeNull();
    expect(refusal("http://[::ffff:127.0.0.1]:8080/x", open)).toBeNull();
    expect(refusal("https://10.2.0.1/x", open)).not.toBeNull();
    expect(refusal("http://example.com/x", open)).toContain("https://");
    expect(refusal("https://[64:ff9b::7f00:1]/", open)).not.toBeNull();
  });

  test("our own port on this machine is refused even where its range is allowed", () => {
    expect(refusal("http://127.0.0.1:3000/v1/x", open)).toContain("Tidegate itself");
    expect(refusal("http://127.0.0.2:3000/v1/x", open)).toContain("Tidegate itself");
    expect(refusal("http://127.0.0.1:3001/v1/x", open)).toBeNull();
  });

  test("any text is judged without an exception", () => {
    fc.assert(fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: "binary" })), (text) => void guard.judgeUrl(text)));
  });
});

test.each(["example.com", "a.example.com.", "local.example.com", "internal.io", "mysvc.example"])(
  "%s is a public name",
  (name) => expect(isDeniedName(name)).toBe(false),
);
