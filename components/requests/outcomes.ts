import type { Tone } from "@/components/ui/tone";
import type { Outcome } from "@/lib/contacts/change";
import type { InboundRequest } from "@/lib/inbound/contract";

interface OutcomeLook {
  label: string;
  tone: Tone;
}

const looks: Record<Outcome | "refused" | "repeated", OutcomeLook> = {
  created: { label: "Added", tone: "success" },
  updated: { label: "Updated", tone: "success" },
  unchanged: { label: "Unchanged", tone: "neutral" },
  status_kept: { label: "Status kept", tone: "info" },
  deleted: { label: "Deleted", tone: "success" },
  repeated: { label: "Repeated", tone: "neutral" },
  refused: { label: "Refused", tone: "danger" },
  exists: { label: "Exists already", tone: "danger" },
  not_found: { label: "Not found", tone: "danger" },
  fields_missing: { label: "Field missing", tone: "danger" },
  address_taken: { label: "Address taken", tone: "danger" },
};

/** What became of a request, in a word. A repeated request is as good or bad as its first answer. */
export function outcomeLook(outcome: string, status: number): OutcomeLook {
  const look = Object.entries(looks).find(([name]) => name === outcome)?.[1];
  return look ?? { label: outcome, tone: status < 400 ? "success" : "danger" };
}

/** Which webhook a request came to. */
export const webhookText = ({ webhook }: Pick<InboundRequest, "webhook">): string =>
  webhook === null ? "Deleted webhook" : webhook.name || "Audience webhook";

export const originLabels: Record<string, string> = { door: "Webhook", test: "Send test", replay: "Replay" };
export const originText = (origin: string): string =>
  Object.hasOwn(originLabels, origin) ? (originLabels[origin] ?? origin) : origin;
