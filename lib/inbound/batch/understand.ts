import type { AnySql } from "@/db/client";
import { fromUuid } from "@/db/ids";
import type { AudienceConfig } from "../../audiences/config";
import type { ChangeSource } from "../../contacts/change";
import type { Issue } from "../../errors";
import type { Arrival } from "../arrival";
import { findAnswers } from "../idempotency";
import { missingEmail } from "../interpret";
import { noSuchHook, refusal } from "../refusal";
import { configsOf, type FoundHooks } from "./find-hooks";
import { hopOf, type Meter, openMeter, refuseAtGate } from "./gate";
import { type Doubtful, missingBesides } from "./name-missing";
import { type BatchMemory, type Hook, type Passage, passage } from "./passage";
import { spread } from "./spread";

/** Lets in what may come in through the hooks, and reads it by the audiences' configuration of these hooks' version. */
export async function understand(
  sql: AnySql,
  memory: BatchMemory,
  hooks: FoundHooks,
  arrivals: Arrival[],
): Promise<Passage[]> {
  const keys = arrivals.flatMap((arrival) => {
    const hook = hooks.of(arrival);
    return hook === null || arrival.idempotency === null ? [] : { hookId: hook.id, key: arrival.idempotency.key };
  });
  const [configs, answers, meter] = await Promise.all([
    configsOf(sql, memory, hooks.all),
    findAnswers(sql, keys),
    openMeter(sql, hooks.all, arrivals),
  ]);
  const firstByKey = new Map<string, Passage>();
  const entries = arrivals.map((arrival) => {
    const hook = hooks.of(arrival);
    return enter(arrival, hook, hook === null ? undefined : configs.get(hook.audienceId), meter);
  });
  await refuseDoubtful(sql, entries);
  const passages = entries.map((found) => {
    const { arrival } = found.passage;
    // Who is not let in learns nothing of what somebody else's request was answered.
    if (found.hook === null || found.stopped || arrival.idempotency === null) return found.passage;
    const known = `${found.hook.id} ${arrival.idempotency.key}`;
    const earlier = answers.get(known);
    const twin = firstByKey.get(known);
    if (earlier !== undefined)
      return repeat(found.passage, arrival.idempotency.bodyHash, earlier.bodyHash, { earlier });
    if (twin?.arrival.idempotency)
      return repeat(found.passage, arrival.idempotency.bodyHash, twin.arrival.idempotency.bodyHash, { twinOf: twin });
    firstByKey.set(known, found.passage);
    return found.passage;
  });
  await spread(sql, memory, configs, passages);
  return passages;
}

interface Entered {
  passage: Passage;
  hook: Hook | null;
  /** At the gate, whatever is in it. */
  stopped: boolean;
  /** Set when what it says is wrong. */
  doubtful?: Doubtful;
}

/** Refuses the requests that say something wrong, naming what they lack as well. */
async function refuseDoubtful(sql: AnySql, entries: Entered[]): Promise<void> {
  const wrong = entries.flatMap(({ passage, hook, doubtful }) =>
    hook === null || doubtful === undefined ? [] : [{ passage, hook, doubtful }],
  );
  const missing =
    wrong.length === 0
      ? []
      : await missingBesides(
          sql,
          wrong.map(({ doubtful }) => doubtful),
        );
  for (const [index, { passage, hook, doubtful }] of wrong.entries()) {
    const issues = [...doubtful.read.issues, ...(missing[index] ?? [])];
    passage.refusal = refusal(400, summarise(doubtful.read.email, issues, hook), issues);
  }
}

function enter(arrival: Arrival, hook: Hook | null, audience: AudienceConfig | undefined, meter: Meter): Entered {
  const mode =
    hook !== null && Object.hasOwn(hook.kind.modes, arrival.mode) ? hook.kind.modes[arrival.mode] : undefined;
  if (hook === null || audience === undefined || mode === undefined)
    return { passage: { ...passage(arrival, null), refusal: refusal(404, noSuchHook) }, hook: null, stopped: true };
  const entering = passage(arrival, hook);
  entering.refusal = refuseAtGate(arrival, hook, meter);
  if (entering.refusal !== null) return { passage: entering, hook, stopped: true };
  const entered = { passage: entering, hook, stopped: false };
  if (!arrival.content.ok) {
    entering.refusal = arrival.content.refusal;
    return entered;
  }
  const read = hook.kind.interpret(arrival.content.entries, audience, hook);
  entering.read = read;
  const hop = hopOf(arrival);
  const source: ChangeSource = {
    type: "webhook",
    id: fromUuid("hok", hook.id),
    requestId: fromUuid("req", arrival.id),
    ip: arrival.ip,
    userAgent: arrival.userAgent,
  };
  if (hop > 0) source.hop = hop;
  const change = hook.kind.change({ read, email: read.email ?? "", mode, audience, hook, source, at: arrival.at });
  if (read.issues.length > 0 || read.email === null) return { ...entered, doubtful: { read, change } };
  entering.changes = [change];
  return entered;
}

function repeat(found: Passage, bodyHash: string, knownHash: string, known: Partial<Passage>): Passage {
  if (bodyHash === knownHash) return { ...found, changes: [], refusal: null, ...known };
  const message =
    "This idempotency key was used for another request within the last 24 hours. Use a new key for a new request.";
  return { ...found, changes: [], refusal: refusal(422, message) };
}

/** What is wrong, in one text. Where senders compare it with what is documented, the address comes alone. */
function summarise(email: string | null, issues: Issue[], { kind }: Hook): string {
  const [first] = issues;
  if (!kind.joinsMessages && email === null && first !== undefined)
    return issues.find((issue) => issue.message === missingEmail)?.message ?? first.message;
  return issues
    .map((issue) => issue.message)
    .slice(0, 5)
    .join(" ");
}
