import type { Webhook } from "@/lib/webhooks/contract";

export const Verify = (_: { webhook: Webhook }) => null;
