import type { Inngest } from "inngest";
import type { BackgroundRunner } from "@/lib/background/engine";
import { wakeEvent } from "../client";

export const sweepName = "sweep";

/** Finds due work that no signal told of. An Inngest calls it every minute; the embedded engine every two seconds, by its event. */
export const sweep = (client: Inngest, runner: BackgroundRunner) =>
  client.createFunction(
    {
      id: sweepName,
      triggers: [{ cron: "* * * * *" }, { event: wakeEvent(sweepName) }],
      concurrency: { limit: 1 },
      retries: 0,
    },
    async () => ({ woken: await runner.sweep() }),
  );
