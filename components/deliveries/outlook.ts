import type { Delivery } from "@/lib/deliveries/contract";
import { attemptsMax } from "@/lib/deliveries/engine/retry";
import { causes, isCause } from "@/lib/outbound/causes";
import type { Webhook } from "@/lib/webhooks/contract";

type Subject = Pick<
  Delivery,
  "state" | "attemptCount" | "responseStatus" | "cause" | "nextAttemptAt" | "nextAttemptNumber"
>;
type Endpoint = Pick<Webhook, "active" | "disabled"> & { health: Pick<Webhook["health"], "openUntil"> };

/** How a delivery stands in plain words, and what happens next. */
export interface Outlook {
  tone: "success" | "info" | "warning" | "danger";
  /** Why it stands as it does. */
  title: string;
  /** What happens next; `{when}` is replaced by the moment `at`. */
  next: string | null;
  at: string | null;
}

/**
 * What a reader wants to know first.
 * @param endpoint the webhook; null when it was deleted or is not known yet
 */
export function outlookOf(delivery: Subject, endpoint: Endpoint | null, now: number): Outlook {
  switch (delivery.state) {
    case "succeeded":
      return { tone: "success", title: arrived(delivery), next: null, at: null };
    case "held":
      return {
        tone: "warning",
        title: "It happened while its webhook was switched off.",
        next: isOff(endpoint)
          ? "It is held until the webhook is switched on and somebody says what becomes of it, for 30 days at most."
          : "It is held until somebody sends or drops it, for 30 days at most.",
        at: null,
      };
    case "failed":
      return { tone: "danger", title: whyNot(delivery), next: whyNoMore(delivery), at: null };
    case "pending":
      return { tone: "info", title: waitingFor(delivery), ...whatNext(delivery, endpoint, now) };
  }
}

const arrived = ({ responseStatus, attemptCount }: Subject): string =>
  `Their server answered ${responseStatus ?? "with success"}${attemptCount > 1 ? ` to attempt ${attemptCount}` : ""}.`;

const whyNot = ({ cause }: Subject): string => cause?.message ?? "It could not be delivered.";

function whyNoMore({ cause, attemptCount }: Subject): string {
  if (cause?.code === "contact_deleted") return "What was to be sent was deleted with the contact.";
  if (cause?.code === "webhook_deleted") return "There is nowhere to send it to any more.";
  const isFinal = cause !== null && isCause(cause.code) && "final" in causes[cause.code];
  return !isFinal && attemptCount >= attemptsMax
    ? `That was the last of ${attemptCount} attempts. Mend the cause, then resend it.`
    : "It is not tried again by itself. Mend the cause, then resend it.";
}

const waitingFor = ({ attemptCount, cause }: Subject): string =>
  cause?.message ?? (attemptCount === 0 ? "It is on its way." : "It waits to be sent again.");

function whatNext(
  { nextAttemptAt, nextAttemptNumber, attemptCount }: Subject,
  endpoint: Endpoint | null,
  now: number,
): Pick<Outlook, "next" | "at"> {
  if (isOff(endpoint)) return { next: "Its webhook is switched off: nothing is sent until it is on again.", at: null };
  const openUntil = endpoint?.health.openUntil ?? null;
  if (
    openUntil !== null &&
    Date.parse(openUntil) > Math.max(now, nextAttemptAt === null ? now : Date.parse(nextAttemptAt))
  )
    return { next: "Too many attempts in a row failed: sending there pauses, and goes on {when}.", at: openUntil };
  if (nextAttemptAt === null) return { next: "It is being sent at this moment.", at: null };
  const place = nextAttemptNumber === null ? "" : `, ${nextAttemptNumber} of ${attemptsMax}`;
  if (Date.parse(nextAttemptAt) <= now)
    return {
      next: attemptCount === 0 ? "It is sent as soon as it is its turn." : `The next attempt is due now${place}.`,
      at: null,
    };
  return { next: `Next attempt {when}${place}.`, at: nextAttemptAt };
}

const isOff = (endpoint: Endpoint | null): boolean =>
  endpoint !== null && (!endpoint.active || endpoint.disabled !== null);
