import type { Sql } from "postgres";
import { fromUuid, toUuid } from "../db/ids";
import type { CustomEventName } from "../lib/events/catalogue/custom";
import { insertEvents } from "../lib/events/emit";
import type { App, Target } from "./app";
import { makeJourney } from "./make-journey";
import type { Receivers } from "./receivers";

interface Place {
  app: App;
  sql: Sql;
  receivers: Receivers;
  target: Target;
}

const pollMs = 100;
const eventsPerInsert = 1_000;

/** Lets so many contacts' events happen in one moment, of which each starts a run, and waits until the last request is delivered. */
export async function flood({ app, sql, receivers, target }: Place, people: number, event: string) {
  const journeyId = toUuid("jny", await makeJourney(app, target.audienceId, { event, url: receivers.url(200) }));
  await receivers.take();
  const before = await app.residentBytes();
  await happen(sql, target.audienceId, people, event);
  const startedAt = performance.now();
  const cpuBefore = await app.cpuMs();
  // What was written past the app wakes nobody: somebody's post does.
  await app.post(target.path, { email: `first-${event}@example.com` });

  const seconds = () => (performance.now() - startedAt) / 1_000;
  let most = before;
  let [enteredAfterS, movedAfterS]: (number | null)[] = [null, null];
  for (;;) {
    const [left] = await sql<{ outside: boolean; moving: boolean; queued: boolean }[]>`
      select exists (select from outbox) as outside, exists (select from delivery_queue) as queued,
        exists (select from journey_runs where journey_id = ${journeyId} and state in ('active', 'waiting')) as moving`;
    most = Math.max(most, await app.residentBytes());
    if (left?.outside === false) enteredAfterS ??= seconds();
    if (enteredAfterS !== null && left?.moving === false) movedAfterS ??= seconds();
    if (movedAfterS !== null && left?.queued === false) break;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const deliveredAfterS = seconds();
  const cpuAfter = await app.cpuMs();
  const perThousand = (ms: number) => (ms * 1_000) / people;
  return {
    enteredAfterS: enteredAfterS ?? 0,
    movedAfterS: movedAfterS ?? 0,
    deliveredAfterS,
    bytes: { before, most },
    cpuMs: {
      app: perThousand(cpuAfter.app - cpuBefore.app),
      database: perThousand(cpuAfter.database - cpuBefore.database),
    },
    ...(await compare({ sql, receivers }, journeyId, people)),
  };
}

/** The receiver's log against the database: each contact has one run that came to its end, each run one delivery, and each arrived. */
async function compare({ sql, receivers }: Pick<Place, "sql" | "receivers">, journeyId: string, people: number) {
  const arrived = new Map<string, number>();
  for (const [id] of await receivers.take()) arrived.set(id, (arrived.get(id) ?? 0) + 1);
  const runs = await sql<{ deliveries: string[]; completed: boolean }[]>`
    select array_agg(d.id) filter (where d.state = 'succeeded') as deliveries, bool_and(r.state = 'completed') as completed
    from journey_runs r left join deliveries d on d.run_id = r.id
    where r.journey_id = ${journeyId} group by r.contact_id`;
  const whole = runs.filter(
    ({ deliveries, completed }) =>
      completed && deliveries?.length === 1 && arrived.has(fromUuid("dlv", deliveries[0] ?? "")),
  );
  return { missing: people - whole.length, twice: [...arrived.values()].filter((times) => times > 1).length };
}

/** The events of contacts as the write path leaves them, committed in one moment. */
async function happen(sql: Sql, audienceId: string, people: number, type: string): Promise<void> {
  const contacts = await sql<{ id: string; workspaceId: string; email: string }[]>`
    select id, workspace_id as "workspaceId", email from contacts
    where audience_id = ${toUuid("aud", audienceId)} and email like 'person-%' limit ${people}`;
  await sql.begin(async (tx) => {
    for (let from = 0; from < contacts.length; from += eventsPerInsert)
      await insertEvents(
        tx,
        contacts.slice(from, from + eventsPerInsert).map(({ id, workspaceId, email }) => ({
          // As another system would report it.
          type: type as CustomEventName,
          workspaceId,
          audienceId: toUuid("aud", audienceId),
          contactId: id,
          data: {
            contact: {
              id: fromUuid("con", id),
              email,
              status: "subscribed",
              fields: { first_name: "Jane", last_name: "Doe" },
              tags: [],
              groups: [],
            },
            order: { number: 4711, total: 49.9, items: ["shoes", "socks"] },
          },
          source: "api",
          sourceId: null,
          occurredAt: new Date(),
        })),
      );
  });
}
