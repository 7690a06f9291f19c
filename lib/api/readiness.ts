import { runtime } from "../runtime";

/** Ready: the database answers; with the age of the oldest work that is due, in seconds. */
export async function readiness(): Promise<Response> {
  try {
    const { ctx } = await runtime();
    const [due] = await ctx.sql<{ mailS: number; outbox: number }[]>`
      select coalesce(extract(epoch from now() - min(due_at)), 0)::float8 as "mailS",
        (select count(*)::int from (select 1 from outbox limit 10000) waiting) as outbox
      from mails where state in ('queued', 'sending') and due_at < now()`;
    return Response.json({ status: "ready", oldestDueMailS: due?.mailS ?? 0, eventsWaiting: due?.outbox ?? 0 });
  } catch {
    return Response.json({ status: "unavailable", message: "The database does not answer." }, { status: 503 });
  }
}
