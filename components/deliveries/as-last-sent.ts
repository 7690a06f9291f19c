import type { DeliveryDetail } from "@/lib/deliveries/contract";
import type { RequestView } from "@/lib/webhooks/contract";

/** Headers that each attempt has of its own. */
const ofAttempt = new Set(["webhook-timestamp", "webhook-signature", "x-webhook-signature"]);

/**
 * The request with the time and signatures of the last attempt, so that a copy of it is one that was really sent; before the first attempt
 * without them. Null when there is nothing to send any more.
 */
export function asLastSent({ request, attempts }: Pick<DeliveryDetail, "request" | "attempts">): RequestView | null {
  if (request === null) return null;
  const sent = new Map(
    Object.entries(attempts.at(-1)?.requestHeaders ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const headers = request.headers.flatMap(({ name, value }) => {
    if (!ofAttempt.has(name.toLowerCase())) return [{ name, value }];
    const real = sent.get(name.toLowerCase());
    return real === undefined ? [] : [{ name, value: real }];
  });
  return { ...request, headers };
}
