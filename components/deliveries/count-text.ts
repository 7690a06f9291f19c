import { numberText } from "@/components/audiences/count-text";
import type { DeliveryState } from "@/db/enums";
import { deliveryCountMax } from "@/lib/deliveries/contract";

/** "214", "100,000+". */
export const countText = (count: number): string => `${numberText(count)}${count >= deliveryCountMax ? "+" : ""}`;

/** "1 delivery", "214 deliveries". */
export const deliveriesText = (count: number): string =>
  `${countText(count)} ${count === 1 ? "delivery" : "deliveries"}`;

/** All states together; from one that stopped counting nothing more can be said. */
export function totalOf(counts: Record<DeliveryState, number>): number {
  const all = Object.values(counts);
  return all.some((count) => count >= deliveryCountMax) ? deliveryCountMax : all.reduce((sum, count) => sum + count, 0);
}
