import type { Inngest } from "inngest";
import type { BackgroundRunner } from "@/lib/background/engine";
import { wakeEvent } from "../client";

const retries = 3;

/**
 * The Inngest function of a background function: one run at a time for each shard, one step that works for some seconds at most. It ends by
 * asking for the next run, at once when there is more, or when the next row falls due.
 */
export const drain = (name: string) => (client: Inngest, runner: BackgroundRunner) =>
  client.createFunction(
    {
      id: name,
      triggers: [{ event: wakeEvent(name) }],
      concurrency: { limit: 1, key: "event.data.shard" },
      retries,
    },
    async ({ event, step }) => {
      const shard = Number(event.data.shard ?? 0);
      const result = await step.run("drain", () => runner.run(name, shard));
      if (result.again) await step.sendEvent("again", { name: wakeEvent(name), data: { shard } });
      else if (result.nextDueAt !== null)
        await step.sendEvent("next", {
          // The same moment is asked for once, however many runs see it.
          id: `${name}:${shard}:${result.nextDueAt}`,
          name: wakeEvent(name),
          data: { shard },
          ts: result.nextDueAt,
        });
      return result;
    },
  );
