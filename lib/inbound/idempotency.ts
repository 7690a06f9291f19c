import type { AnySql } from "@/db/client";
import { fragment } from "@/db/fragment";
import { rowsOf } from "@/db/rows";
import type { Write } from "@/db/together";
import type { DoorAnswer } from "./arrival";
import { doorLimits } from "./limits";

const answerKeyRows = rowsOf({ hookId: "uuid", key: "text" });
const answerRows = rowsOf({
  hook_id: "uuid",
  key: "text",
  body_hash: "bytea",
  status: "int",
  answer: "jsonb not null",
  created_at: "timestamptz",
});

export interface RememberedAnswer {
  bodyHash: string;
  status: number;
  answer: DoorAnswer;
}

/** The remembered answers of these deliveries, by `"{hookId} {key}"`. */
export async function findAnswers(
  sql: AnySql,
  keys: { hookId: string; key: string }[],
): Promise<Map<string, RememberedAnswer>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<(RememberedAnswer & { hookId: string; key: string })[]>`
    select k."hookId", k.key, encode(found.body_hash, 'hex') as "bodyHash", found.status, found.answer
    from ${answerKeyRows(keys)} as k, lateral (
      select a.body_hash, a.status, a.answer from inbound_answers a
      where a.hook_id = k."hookId" and a.key = k.key
        and a.created_at > now() - make_interval(hours => ${doorLimits.idempotencyHours}) limit 1) found`;
  return new Map(rows.map((row) => [`${row.hookId} ${row.key}`, row]));
}

/** Remembers answers so that a repeated delivery gets them again. Another process that was first makes the batch run again. */
export function answersWrite(answers: (RememberedAnswer & { hookId: string; key: string; at: Date })[]): Write {
  const inOrder = answers.toSorted((a, b) => (`${a.hookId} ${a.key}` < `${b.hookId} ${b.key}` ? -1 : 1));
  const rows = inOrder.map(({ hookId, bodyHash, at, ...rest }) => ({
    hook_id: hookId,
    body_hash: Buffer.from(bodyHash, "hex"),
    created_at: at,
    ...rest,
  }));
  const statement = fragment`
    insert into inbound_answers (hook_id, key, body_hash, status, answer, created_at)
    select hook_id, key, body_hash, status, answer, created_at
    from ${answerRows(rows)} as r
    on conflict (hook_id, key) do update set body_hash = excluded.body_hash, status = excluded.status, answer = excluded.answer,
      created_at = excluded.created_at
    where inbound_answers.created_at <= now() - make_interval(hours => ${doorLimits.idempotencyHours})
    returning 1`;
  return { name: "remembered", statement, rows: rows.length };
}
