// `npm run bench`: builds what has changed, then runs bench/run.ts.
import { spawnSync } from "node:child_process";
import { prepare } from "./prepare.mjs";

await prepare("start");
const { status } = spawnSync(process.execPath, ["--import", "tsx", "bench/run.ts", ...process.argv.slice(2)], {
  stdio: "inherit",
});
process.exit(status ?? 1);
