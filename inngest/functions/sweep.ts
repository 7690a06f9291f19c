import type { Inngest } from "inngest";
import type { BackgroundRunner } from "@/lib/background/engine";
import { sweepName } from "@/lib/background/sweep";
import { wakeEvent } from "../client";

/**
 * An Inngest calls it every minute; the embedded engine every two seconds, by its event. The next one comes soon: a failed one is not
 * repeated, and it asks for no other.
 */
export const sweep = (client: Inngest, runner: BackgroundRunner) =>
  client.createFunction(
    {
      id: sweepName,
      triggers: [{ cron: "* * * * *" }, { event: wakeEvent(sweepName) }],
      concurrency: { limit: 1 },
      retries: 0,
    },
    () => runner.run(sweepName, 0),
  );
