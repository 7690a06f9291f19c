import { type ClientOptions, Inngest } from "inngest";
import type { Log } from "@/lib/log";

/** The name under which an Inngest knows this application. */
const appId = "tidegate";

/** The SDK's client. Where it sends to comes from our settings alone. */
export const createClient = (options: Omit<ClientOptions, "id">, log: Log): Inngest =>
  // A failed run is recorded and logged where it happens; what the SDK says of it is for debugging.
  new Inngest({ ...options, id: appId, logger: quiet(log), internalLogger: quiet(log) });

function quiet(log: Log) {
  const debug = (...parts: unknown[]) => log.debug({ inngest: parts }, "inngest");
  return { debug, info: debug, warn: debug, error: debug };
}

/** The event that asks for a run of a function. It carries no more than a shard: what there is to do stands in rows. */
export const wakeEvent = (functionName: string) => `tidegate/${functionName}.wake`;
