import type { Ctx } from "../context";

const rowsPerStep = 1_000;

/** Deletes sessions and links that have expired and that nobody came back to. Answers whether there may be more. */
export async function pruneSessions({ sql, now }: Ctx): Promise<boolean> {
  const [sessions, verifications] = await Promise.all([
    sql`delete from sessions where id in (select id from sessions where expires_at < ${now()} limit ${rowsPerStep})`,
    sql`
      delete from verifications where id in (
        select id from verifications where expires_at < ${now()} limit ${rowsPerStep})`,
  ]);
  return sessions.count > 0 || verifications.count > 0;
}
