import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { removeHome } from "../db/embedded/home";
import { startEmbedded } from "../db/embedded/start";
import { benchDeliveries } from "./deliveries";
import { benchDoors } from "./doors";
import { benchImport } from "./import";
import { benchJourneys } from "./journeys";
import { benchSegments } from "./segments";

/**
 * One run on one machine, each part against a fresh durable database. Absolute figures are the machine's; ratios are ours. Fails when
 * something was lost.
 *
 *   npm run bench                      everything, to a million contacts
 *   npm run bench -- --contacts 100000 --seconds 5
 *   npm run bench -- --only segments   one part of it: doors, import, segments, deliveries or journeys
 */
const parts = {
  doors: benchDoors,
  import: benchImport,
  segments: benchSegments,
  deliveries: benchDeliveries,
  journeys: benchJourneys,
};

const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
};
const size = { seconds: Number(option("seconds", "10")), contacts: Number(option("contacts", "1000000")) };
const only = option("only", "");

let failed = false;
for (const [name, bench] of Object.entries(parts)) {
  if (only !== "" && only !== name) continue;
  const folder = await mkdtemp(path.join(os.tmpdir(), "tidegate-bench-"));
  const database = await startEmbedded({ dataDir: folder, log: () => {} });
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  try {
    if (!(await bench({ url: database.url, sql }, size))) failed = true;
  } finally {
    await sql.end();
    await database.stop();
    await removeHome(folder, database.dir);
  }
}
process.exit(failed ? 1 : 0);
