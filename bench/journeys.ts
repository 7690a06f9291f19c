import type { Sql } from "postgres";
import { startApp } from "./app";
import { at, post } from "./delivery-latency";
import { fillContacts } from "./fill-contacts";
import { flood } from "./journey-flood";
import { measureSweep } from "./journey-sweep";
import { makeJourney } from "./make-journey";
import { startReceivers } from "./receivers";
import { mib, printTable } from "./table";

const eventsPerSecond = 50;

/**
 * Journeys: everybody coming in at once, from a contact's event to the block's request, and a sweep beside a million who wait. Answers
 * false when a run or a request of one is missing, or was there twice.
 */
export async function benchJourneys(
  { url, sql }: { url: string; sql: Sql },
  { seconds, contacts }: { seconds: number; contacts: number },
): Promise<boolean> {
  const receivers = await startReceivers();
  const app = await startApp(url, "server");
  let whole = true;
  try {
    const target = await app.makeWebhook();
    const people = Math.min(contacts, 100_000);
    await fillContacts(sql, target.audienceId, people);
    const place = { app, sql, receivers, target };
    // Everything reaches its speed before anything counts.
    await flood(place, Math.min(people, 5_000), "warm.up");
    // Twice, because only the second time shows whether memory has come to its level.
    const runs = [await flood(place, people, "bench.happened"), await flood(place, people, "bench.again")];
    whole = runs.every(({ missing, twice }) => missing === 0 && twice === 0);
    printTable(
      [
        "trigger → condition → webhook",
        "runs/s",
        "in after s",
        "moved after s",
        "delivered after s",
        "app CPU ms/1,000",
        "database CPU",
        "memory",
        "missing",
        "twice",
      ],
      runs.map((run) => [
        people,
        Math.round(people / run.deliveredAfterS),
        run.enteredAfterS.toFixed(1),
        run.movedAfterS.toFixed(1),
        run.deliveredAfterS.toFixed(1),
        run.cpuMs.app.toFixed(0),
        run.cpuMs.database.toFixed(0),
        `${mib(run.bytes.before)} → ${mib(run.bytes.most)}`,
        run.missing,
        run.twice,
      ]),
    );

    await makeJourney(app, target.audienceId, { event: "contact.created", url: receivers.url(201) });
    await post(place, { perSecond: 20, seconds: 2, copies: 1 });
    const fired = await post(place, { perSecond: eventsPerSecond, seconds, copies: 1 });
    whole &&= fired.missing === 0;
    printTable(
      ["events/s", "event → block fired, p50 ms", "p99 ms", "max ms", "never"],
      [[eventsPerSecond, at(fired.waits, 0.5), at(fired.waits, 0.99), at(fired.waits, 1), fired.missing]],
    );
  } finally {
    await app.stop();
    await receivers.stop();
  }
  await measureSweep({ url, sql }, contacts);
  return whole;
}
