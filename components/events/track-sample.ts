import { curlCommand, rawData } from "@/lib/inbound/setup/curl";
import { isReportable, type TimelineEvent, trackEventsContract } from "@/lib/tracking/contract";

/** A request to `POST /v1/events` as a command; the key comes from the shell, so that it stands in no history. */
export const trackCommand = (publicUrl: string, event: Record<string, unknown>): string =>
  curlCommand(`${publicUrl}${trackEventsContract.path}`, "application/json", [
    `-H "Authorization: Bearer $TIDEGATE_API_KEY"`,
    rawData(JSON.stringify(event, null, 2)),
  ]);

/** The first event of somebody who has sent none. */
export const firstEvent = {
  id: "order-1001",
  type: "order.placed",
  email: "jane@example.com",
  data: { total: 49.9, currency: "EUR" },
};

/** The event as another sender would report it; null when only Tidegate itself records its type, or its contact was deleted. */
export function reportOf(event: TimelineEvent): Record<string, unknown> | null {
  if (!isReportable(event.type) || !event.contact?.email) return null;
  const { contact: _ours, ...data } = event.data;
  return {
    id: event.id,
    type: event.type,
    email: event.contact.email,
    ...(event.audienceId === null ? {} : { audienceId: event.audienceId }),
    at: event.occurredAt,
    data,
  };
}
