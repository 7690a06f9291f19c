import { connect } from "@/db/client";
import type { Ctx } from "../context";
import { deriveKey } from "../crypto";
import { parseEnv } from "../env";
import { createLog } from "../log";
import { createOutbound } from "../outbound/create-outbound";

/** A context without a background, outside a test runner: for processes that a test kills, and for the bench. */
export function processContext(databaseUrl: string, logLevel = "silent"): Ctx & { close(): Promise<void> } {
  const { close, ...database } = connect(databaseUrl);
  const env = parseEnv({ PUBLIC_URL: "http://localhost:3000", TIDEGATE_ALLOW_PRIVATE_CIDRS: "127.0.0.0/8" });
  const outbound = createOutbound(env);
  return {
    ...database,
    env,
    key: deriveKey("a secret for tests only, never a real one"),
    log: createLog(logLevel),
    now: () => new Date(),
    signals: { send: () => {} },
    background: { functions: [], engine: "none", wake: () => {} },
    outbound,
    close: async () => {
      await outbound.close();
      await close();
    },
  };
}
