import { processContext } from "../../testing/process-context";
import { recalculateSegments } from "../recalculate";

// A process that recalculates once, for tests that kill it. Argument: the database's URL.
const ctx = processContext(process.argv[2] ?? "");
await recalculateSegments(ctx);
await ctx.close();
