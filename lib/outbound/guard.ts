import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { deniedKind, isAllowed, parseRange } from "./addresses";
import { isDeniedName } from "./names";

export interface GuardSettings {
  /** Ranges that may be reached although they are not public. */
  allowPrivateCidrs: readonly string[];
  publicUrl: string;
  /** Where this process listens. */
  port: number;
}

export type Judgement = { ok: true; url: URL } | { ok: false; message: string };

/** Decides about URLs and addresses. Pure but for this machine's own addresses, which it reads once. */
export interface Guard {
  /** Everything that can be said without resolving the name. */
  judgeUrl(raw: string | URL): Judgement;
  /** Why this very address may not be connected to; null when it may. */
  refuseAddress(address: string, port: number): string | null;
}

const urlBytesMax = 2048;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a URL.
const controls = /[\x00-\x20\x7f]/;
const allowHint = "TIDEGATE_ALLOW_PRIVATE_CIDRS would allow it.";

export function createGuard({ allowPrivateCidrs, publicUrl, port }: GuardSettings): Guard {
  const allowed = allowPrivateCidrs.map(parseRange);
  const own = new URL(publicUrl);
  const ownAddresses = new Set(
    Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address)),
  );

  function refuseAddress(address: string, toPort: number): string | null {
    // Whatever is allowed: a webhook of ours that calls our own doors would go round in circles.
    const isOurs = ownAddresses.has(address) || deniedKind(address) === "this machine";
    if (isOurs && toPort === port && port !== 0) return `${address} port ${toPort} is Tidegate itself.`;
    const kind = deniedKind(address);
    if (kind === null || isAllowed(address, allowed)) return null;
    return `${address} is ${kind}, which webhooks may not reach. ${allowHint}`;
  }

  function judgeUrl(raw: string | URL): Judgement {
    const no = (message: string): Judgement => ({ ok: false, message });
    const url = typeof raw === "string" ? parse(raw) : raw;
    if (url === null) return no("Enter a full web address, like https://api.example.com/webhooks.");
    if (Buffer.byteLength(url.href) > urlBytesMax) return no("The URL is too long: at most 2,048 bytes.");
    if (url.protocol !== "https:" && url.protocol !== "http:") return no("The URL must begin with https://.");
    if (url.username !== "" || url.password !== "")
      return no("The URL must not hold a user name or password. Use authentication instead.");
    if (sameServer(url, own)) return no("This is Tidegate's own address.");
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const literal = isIP(host) !== 0;
    if (!literal && isDeniedName(host))
      return no(`${url.hostname} is a name inside a network, which webhooks may not reach.`);
    if (literal) {
      const refusal = refuseAddress(host, portOf(url));
      if (refusal !== null) return no(refusal);
    }
    if (url.protocol === "http:" && !(literal && isAllowed(host, allowed)))
      return no("For security, the URL must begin with https://.");
    return { ok: true, url };
  }

  return { judgeUrl, refuseAddress };
}

/** A trailing dot means the same name. */
const sameServer = (a: URL, b: URL): boolean =>
  a.protocol === b.protocol && portOf(a) === portOf(b) && withoutDot(a.hostname) === withoutDot(b.hostname);
const withoutDot = (hostname: string): string => hostname.replace(/\.+$/, "");

function parse(raw: string): URL | null {
  // What `URL` would strip or encode in silence.
  return controls.test(raw) || !URL.canParse(raw) ? null : new URL(raw);
}

export const portOf = (url: URL): number => Number(url.port || (url.protocol === "http:" ? 80 : 443));
