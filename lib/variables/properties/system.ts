import type { PropertyEntry } from "./property";

export const systemProperties = [
  { path: "workspace.id", label: "Workspace ID", type: "text" },
  { path: "workspace.name", label: "Workspace name", type: "text", need: "workspace" },
  { path: "webhook.id", label: "Webhook ID", type: "text" },
  { path: "webhook.name", label: "Webhook name", type: "text" },
  { path: "delivery.id", label: "Delivery ID", type: "text", description: "Also the request's webhook-id." },
  { path: "now", label: "Now", type: "datetime", description: "When the request is made; retries send the same." },
] as const satisfies readonly PropertyEntry[];
