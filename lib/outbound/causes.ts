/**
 * Why a request did not succeed, in the words of the log. `ours` was never sent: the guard refused it, or it could not be made. What a
 * retry can't mend is `final`.
 */
export const causes = {
  // What the other side answered.
  status: { label: "Answered with an error" },
  redirect: { label: "Answered with a redirect" },
  gone: { label: "Gone (410)", final: true },
  // What happened on the way.
  dns: { label: "Name not found" },
  refused: { label: "Connection refused" },
  reset: { label: "Connection closed" },
  unreachable: { label: "Not reachable" },
  tls: { label: "Certificate problem" },
  connect_timeout: { label: "No connection in time" },
  timeout: { label: "No answer in time" },
  protocol: { label: "Not HTTP" },
  // What we did not send.
  blocked: { label: "Refused by our guard", ours: true },
  bad_request: { label: "Could not be made", ours: true, final: true },
  dropped: { label: "Dropped", ours: true, final: true },
  expired: { label: "Held too long", ours: true, final: true },
  webhook_deleted: { label: "Webhook deleted", ours: true, final: true },
  contact_deleted: { label: "Contact deleted", ours: true, final: true },
} as const satisfies Record<string, { label: string; ours?: true; final?: true }>;

export type Cause = keyof typeof causes;
export const isCause = (code: string): code is Cause => Object.hasOwn(causes, code);
