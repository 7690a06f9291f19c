import type { Settled } from "./arrival";
import { corsHeaders } from "./cors";
import type { DoorReply, DoorRequest } from "./door";

/** What goes over the wire: JSON, or for a sign-up form that a person submitted a redirect to the page its owner named. */
export function replyTo(request: DoorRequest, format: string | null, settled: Settled): DoorReply {
  const { hook, status, answer } = settled;
  const headers: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...corsHeaders(request.header("origin"), hook?.allowedOrigins ?? []),
  };
  Object.assign(headers, settled.headers);
  if (settled.replayed) headers["idempotent-replayed"] = "true";
  // An unread body would be taken for the next request on this connection.
  if (status === 413) headers.connection = "close";
  const target = answer.success ? hook?.successRedirect : hook?.errorRedirect;
  if (target && format !== "json" && isNavigation(request)) {
    headers.location = answer.success ? target : withError(target, answer.message);
    return { status: 303, headers, body: "" };
  }
  return { status, headers, body: JSON.stringify(answer) };
}

/** A browser that shows the answer to a person, as opposed to a script that reads it. */
const isNavigation = (request: DoorRequest) => {
  const mode = request.header("sec-fetch-mode");
  return mode === undefined ? (request.header("accept") ?? "").includes("text/html") : mode === "navigate";
};

function withError(target: string, message: string): string {
  const url = new URL(target);
  url.searchParams.set("error", message);
  return url.href;
}
