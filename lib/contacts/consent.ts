import type { ContactStatus, ResubscribeRule } from "@/db/enums";
import type { EventName } from "../events/catalogue";

/** What a change wants of the contact's consent. */
export type Consent =
  /** Leave the status as it is. */
  | { kind: "keep" }
  /** Somebody signs up through the audience's webhook, a form or the API. */
  | { kind: "sign_up"; skipDoubleOptIn: boolean }
  /** The type of a workspace webhook names the status, whatever double opt-in says; `resubscribe` is for who had unsubscribed. */
  | { kind: "webhook"; status: "subscribed" | "unconfirmed" | "unsubscribed"; resubscribe: ResubscribeRule }
  /** A member or API key names the status. */
  | { kind: "set"; status: ContactStatus }
  /** A row of a file that a member imports, who states the consent of the people in it. `status` is what the row itself says. */
  | { kind: "import"; status: ContactStatus | null; newStatus: ContactStatus; resubscribe: boolean }
  /** The contact itself followed the confirmation mail. */
  | { kind: "confirm" };

export interface Decision {
  status: ContactStatus;
  events: EventName[];
  /** The status is not the one that was asked for, because consent forbids it. */
  kept: boolean;
}

const statusEvent: Record<ContactStatus, EventName> = {
  subscribed: "contact.subscribed",
  unconfirmed: "contact.pending",
  unsubscribed: "contact.unsubscribed",
  bounced: "contact.bounced",
  complained: "contact.complained",
};

/** Statuses that nothing from outside lifts: the mailbox refused us, or its owner did. */
export const isFinal = (status: ContactStatus): boolean => status === "bounced" || status === "complained";

const become = (status: ContactStatus): Decision => ({ status, events: [statusEvent[status]], kept: false });
const stay = (status: ContactStatus, kept = false): Decision => ({ status, events: [], kept });

/**
 * The status after a change, and the events that say so.
 * @param from the status now; null for a new contact
 * @param suppressed the status an address had when it was deleted, if it had bounced or complained
 * @param withdrew whether the contact has unsubscribed and not confirmed since
 */
export function decideConsent(
  consent: Consent,
  from: ContactStatus | null,
  doubleOptIn: boolean,
  suppressed: ContactStatus | null,
  withdrew = false,
): Decision {
  if (from === null && suppressed !== null) return stay(suppressed, true);
  if (from !== null && isFinal(from)) return stay(from, consent.kind !== "keep" && !asksFor(consent, from));
  switch (consent.kind) {
    case "keep":
      return from === null ? become("subscribed") : stay(from);
    case "set":
      return consent.status === from ? stay(from) : become(consent.status);
    case "confirm":
      return from === "unconfirmed"
        ? { status: "subscribed", events: ["contact.confirmed", "contact.subscribed"], kept: false }
        : stay(from ?? "subscribed");
    case "import":
      return importRow(consent, from);
    case "sign_up":
      return signUp(consent.skipDoubleOptIn, from, doubleOptIn);
    case "webhook":
      return byType(consent, from, withdrew);
  }
}

/** Whether leaving the status as it is gives the change what it wants. */
function asksFor(consent: Consent, status: ContactStatus): boolean {
  if (consent.kind === "import") return consent.status === null || consent.status === status;
  return consent.kind === "set" && consent.status === status;
}

/** Rows bring news to the careful side alone, unless the member says that who has unsubscribed wants to be back. */
function importRow(
  { status, newStatus, resubscribe }: Extract<Consent, { kind: "import" }>,
  from: ContactStatus | null,
): Decision {
  if (from === null) return become(status ?? newStatus);
  if (status === null || status === from) return stay(from);
  if (from === "unsubscribed" && (status === "subscribed" || status === "unconfirmed") && !resubscribe)
    return stay(from, true);
  if (from === "subscribed" && status === "unconfirmed") return stay(from, true);
  return become(status);
}

function signUp(skipDoubleOptIn: boolean, from: ContactStatus | null, doubleOptIn: boolean): Decision {
  if (from === null) return become(doubleOptIn && !skipDoubleOptIn ? "unconfirmed" : "subscribed");
  if (from === "subscribed") return stay(from);
  if (from === "unconfirmed") {
    if (skipDoubleOptIn) return become("subscribed");
    return { ...stay(from), events: doubleOptIn ? ["contact.confirmation_requested"] : [] };
  }
  return stay(from, true);
}

const pending: EventName[] = ["contact.pending"];

function byType(
  { status, resubscribe }: Extract<Consent, { kind: "webhook" }>,
  from: ContactStatus | null,
  withdrew: boolean,
): Decision {
  if (status === "unsubscribed") return from === status ? stay(from) : become(status);
  if (from === "unsubscribed" && resubscribe === "never") return stay(from, true);
  // Asked once, they are Pending: a second request must not do what the first was not allowed to.
  if (resubscribe === "ask" && (from === "unsubscribed" || (from === "unconfirmed" && withdrew)))
    return {
      status: "unconfirmed",
      events: [...(from === status || from === "unsubscribed" ? pending : []), "contact.reconfirmation_requested"],
      kept: from === "unconfirmed" && status === "subscribed",
    };
  // UNCONFIRMED says so every time, even when nothing changes.
  return from === "subscribed" && status === "subscribed" ? stay(from) : become(status);
}
