import { connect } from "@/db/client";
import { deriveKey } from "../../crypto";
import { parseEnv } from "../../env";
import { createLog } from "../../log";
import { recalculateSegments } from "../recalculate";

// A process that recalculates once, for tests that kill it. Argument: the database's URL.
const database = connect(process.argv[2] ?? "");
await recalculateSegments({
  ...database,
  env: parseEnv({ PUBLIC_URL: "http://localhost:3000" }),
  key: deriveKey("a secret for tests only, never a real one"),
  log: createLog("silent"),
  now: () => new Date(),
  signals: { send: () => {} },
  background: { functions: [], engine: "none", wake: () => {} },
});
await database.close();
