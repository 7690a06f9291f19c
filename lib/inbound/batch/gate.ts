import type { AnySql } from "@/db/client";
import { rowsOf } from "@/db/rows";
import { transactionOf } from "../../contacts/conflict";
import type { Arrival } from "../arrival";
import { hopsMax } from "../limits";
import { goesRound, type Refusal, refusal } from "../refusal";
import { refuseSignature } from "../signatures/verify";
import { type Hook, minuteOf } from "./passage";

const minuteRows = rowsOf({ hook_id: "uuid", minute: "timestamptz" });

/** Counts the requests of a batch against their hooks' limits. */
export interface Meter {
  /** Counts a request; null while its hook's limit for this minute allows it. */
  refuse(hook: Hook, arrival: Arrival): Refusal | null;
}

/**
 * What the hook itself asks of a request, before anybody reads it. Requests from inside (Send test, replay) have been through it, or
 * come from somebody who may change it.
 */
export function refuseAtGate(arrival: Arrival, hook: Hook, meter: Meter): Refusal | null {
  const overLimit = meter.refuse(hook, arrival);
  const { proof } = arrival;
  if (proof === undefined) return null;
  if (overLimit !== null) return overLimit;
  const methods = hook.kind.methods.filter((method) => hook.methods.includes(method));
  if (!methods.includes(arrival.method))
    return {
      ...refusal(405, `This webhook accepts ${methods.join(" and ")} requests only.`),
      headers: { allow: methods.join(", ") },
    };
  // Two systems that answer each other's webhooks would never stop.
  if (hopOf(arrival) > hopsMax) return refusal(508, goesRound);
  if (hook.signature === null) return null;
  const { settings, secret } = hook.signature;
  const problem = refuseSignature(settings, secret, { ...proof, at: arrival.at });
  return problem === null ? null : refusal(401, problem);
}

/** Through how many webhooks of ours a request has come: 0 for everybody else's, and for requests from inside. */
export function hopOf({ proof }: Arrival): number {
  const header = proof?.header("tidegate-hop") ?? "";
  return /^\d{1,9}$/.test(header) ? Number(header) : 0;
}

/**
 * Opens the meter of a batch. A hook with a limit is locked until the commit: the next batch then counts what this one let in, in
 * whatever process, so that the limit is exact.
 */
export async function openMeter(sql: AnySql, hooks: Hook[], arrivals: Arrival[]): Promise<Meter> {
  const limited = hooks.filter((hook) => hook.ratePerMinute !== null).map((hook) => hook.id);
  const counted = new Map<string, number>();
  if (limited.length > 0) {
    const tx = transactionOf(sql);
    const minutes = [...new Set(arrivals.map(({ at }) => minuteOf(at)))];
    const wanted = limited.flatMap((id) =>
      minutes.map((minute) => ({ hook_id: id, minute: new Date(minute * 60_000) })),
    );
    await tx`select from inbound_hooks where id = any(${limited}::uuid[]) order by id for no key update`;
    const rows = await tx<{ hookId: string; minute: Date; requests: number }[]>`
      select k.hook_id as "hookId", k.minute, counted.requests
      from ${minuteRows(wanted)} as k, lateral (
        select coalesce(sum(t.accepted + t.refused), 0)::int as requests from inbound_traffic t
        where t.hook_id = k.hook_id and t.minute = k.minute) counted`;
    for (const row of rows) counted.set(`${row.hookId} ${minuteOf(row.minute)}`, row.requests);
  }
  return {
    refuse: ({ id, ratePerMinute }, { at }) => {
      if (ratePerMinute === null) return null;
      const key = `${id} ${minuteOf(at)}`;
      const before = counted.get(key) ?? 0;
      counted.set(key, before + 1);
      if (before < ratePerMinute) return null;
      const waitS = Math.max(1, 60 - at.getUTCSeconds());
      const message = `This webhook takes ${ratePerMinute} requests a minute. Send this one again in ${waitS} seconds.`;
      return { ...refusal(429, message), headers: { "retry-after": String(waitS) } };
    },
  };
}
