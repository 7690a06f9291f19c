import type { LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { Agent, buildConnector } from "undici";
import { exchange } from "./exchange";
import { createGuard, type Guard, type GuardSettings, portOf } from "./guard";
import type { Outbound } from "./outbound";
import { BlockedError, guardedLookup, type Resolve, refusalOf, remembering, systemResolve } from "./resolve";

const connectTimeoutMs = 10_000;
const idleMs = 4_000;
const checkTimeoutMs = 3_000;

/**
 * The one way out. Every connection is judged where it is made: names by all of their addresses, literals by themselves, so neither a
 * redirect nor a second answer of the name server leads past the guard.
 * @param resolve only tests bring their own, like `now`
 */
export function createOutbound(settings: GuardSettings, resolve = systemResolve, now = Date.now): Outbound {
  const guard = createGuard(settings);
  const lookUp = remembering(resolve, now);
  const agent = new Agent({
    connect: guardedConnector(guard, lookUp),
    keepAliveTimeout: idleMs,
    keepAliveMaxTimeout: 10 * idleMs,
    pipelining: 1,
  });
  return {
    send: async (request) => {
      const judgement = guard.judgeUrl(request.url);
      if (!judgement.ok) return { answered: false, cause: "blocked", message: judgement.message, durationMs: 0 };
      return exchange(agent, request);
    },
    check: async (raw) => {
      const judgement = guard.judgeUrl(raw);
      if (!judgement.ok) return judgement;
      const { url } = judgement;
      if (isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) return { ok: true, url, warning: null };
      const addresses = await withinTime(lookUp(url.hostname));
      if (addresses === null) return { ok: true, url, warning: `${url.hostname} can't be found at the moment.` };
      const refusal = refusalOf(guard, addresses, portOf(url));
      return refusal === null
        ? { ok: true, url, warning: null }
        : { ok: false, message: `${url.hostname} leads to ${refusal}` };
    },
    close: () => agent.destroy(),
  };
}

function guardedConnector(guard: Guard, lookUp: Resolve): buildConnector.connector {
  // The hook is told the name alone, and the port decides whether an address is our own door.
  const byPort = new Map<number, buildConnector.connector>();
  const connectorTo = (port: number) => {
    const made =
      byPort.get(port) ?? buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(guard, lookUp, port) });
    if (byPort.size < 100) byPort.set(port, made);
    return made;
  };
  return (options, callback) => {
    const port = Number(options.port || (options.protocol === "http:" ? 80 : 443));
    // `net.connect` looks up names alone: a literal would pass unseen.
    const refusal = isIP(options.hostname) === 0 ? null : guard.refuseAddress(options.hostname, port);
    if (refusal !== null) return callback(new BlockedError(refusal), null);
    return connectorTo(port)(options, (error, socket) => {
      if (error !== null) return callback(error, null);
      // undici tells of a broken connection without saying whether it had been used before.
      socket.once("error", (failure) => Object.assign(failure, { bytesRead: socket.bytesRead }));
      return callback(null, socket);
    });
  };
}

async function withinTime(addresses: Promise<LookupAddress[]>): Promise<LookupAddress[] | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), checkTimeoutMs);
  });
  return Promise.race([addresses.catch(() => null), late]).finally(() => clearTimeout(timer));
}
