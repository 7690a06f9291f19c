import { fromUuid } from "@/db/ids";
import { isRefused } from "../../contacts/change";
import type { DoorAnswer, Settled } from "../arrival";
import type { Passage } from "./passage";

/** The answer to a request, by what became of its changes. */
export function settle(passage: Passage): Settled {
  if (passage.twinOf !== null) return { ...settle(passage.twinOf), replayed: true };
  const { hook, results, earlier, refusal } = passage;
  const result = results.find(({ outcome }) => !isRefused(outcome)) ?? results[0];
  const reply = {
    hook,
    replayed: earlier !== null,
    before: result?.before ?? null,
    after: result?.after ?? null,
    headers: refusal?.headers ?? {},
  };
  if (earlier !== null) return { ...reply, status: earlier.status, answer: earlier.answer };
  const requestId = fromUuid("req", passage.arrival.id);
  const ignored = passage.read?.ignored ?? [];
  const naming = ignored.length > 0 && hook?.kind.namesIgnored === true ? { ignored } : {};
  if (refusal !== null) {
    const { status, message, issues } = refusal;
    const answer = { success: false, message, outcome: "refused" as const, ...(issues ? { issues } : {}), ...naming };
    return { ...reply, status, answer: { ...answer, requestId } };
  }
  if (hook === null || result === undefined) throw new Error("a request without refusal has a result");
  const { status, message } = hook.kind.answers[result.outcome];
  const { issues } = result;
  const removed = results.filter(({ outcome }) => outcome === "deleted").length;
  const answer: DoorAnswer = {
    success: status === 200,
    message: issues.length > 0 ? issues.map((issue) => issue.message).join(" ") : message,
    outcome: result.outcome,
    ...(result.after === null || isRefused(result.outcome)
      ? {}
      : { contact: { id: fromUuid("con", result.after.id), email: result.after.email, status: result.after.status } }),
    ...(removed > 0 ? { removed } : {}),
    ...(issues.length > 0 ? { issues } : {}),
    ...naming,
    requestId,
  };
  return { ...reply, status, answer };
}
