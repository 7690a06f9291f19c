import { promises as dns, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import type { Guard } from "./guard";

/** All addresses of a name. Rejects with a system error's `code`, as `dns.lookup` does. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

/** In the system's way, `/etc/hosts` included. */
export const systemResolve: Resolve = (hostname) => dns.lookup(hostname, { all: true, verbatim: true });

/** A request that the guard refused. */
export class BlockedError extends Error {
  readonly code = "TIDEGATE_BLOCKED";
}

const rememberMs = 10_000;
const rememberedMax = 2_000;

/**
 * Remembers answers for a moment: look-ups of names share a few threads of the process, and a busy endpoint would ask for every
 * connection. What is remembered is judged anew each time.
 */
export function remembering(resolve: Resolve, now: () => number): Resolve {
  const known = new Map<string, { at: number; addresses: Promise<LookupAddress[]> }>();
  return (hostname) => {
    const before = known.get(hostname);
    if (before !== undefined && now() - before.at < rememberMs) return before.addresses;
    if (known.size >= rememberedMax) known.clear();
    const addresses = resolve(hostname);
    known.set(hostname, { at: now(), addresses });
    addresses.catch(() => known.delete(hostname));
    return addresses;
  };
}

/**
 * The hook of `net.connect` that turns a name into addresses. It refuses when any of them is bad, and the connection goes to exactly
 * those that it answers, so no second look-up can answer differently (DNS rebinding). Literals never come here.
 */
export const guardedLookup =
  (guard: Guard, resolve: Resolve, port: number): LookupFunction =>
  (hostname, options, callback) => {
    const settle = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[] = []) => {
      if (options.all) callback(error, addresses);
      else callback(error, addresses[0]?.address ?? "", addresses[0]?.family);
    };
    resolve(hostname).then(
      (addresses) => {
        const refusal = refusalOf(guard, addresses, port);
        settle(
          refusal === null ? null : new BlockedError(`${hostname} leads to an address that is refused: ${refusal}`),
          addresses,
        );
      },
      (error: NodeJS.ErrnoException) => settle(error),
    );
  };

/** Why these addresses may not be connected to: one bad one among good ones is enough. */
export function refusalOf(guard: Guard, addresses: readonly LookupAddress[], port: number): string | null {
  for (const { address } of addresses) {
    const refusal = guard.refuseAddress(address, port);
    if (refusal !== null) return refusal;
  }
  return null;
}
