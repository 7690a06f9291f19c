import type { Field } from "@/lib/audiences/fields/contract";
import type { ExampleBody, SampleFormat } from "@/lib/inbound/setup/example-body";
import { fieldsOfType, mappedBody, workspaceBody } from "@/lib/inbound/setup/workspace-body";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";

/** What is chosen in the setup information; samples and the test's body are written from it. */
export interface Example {
  format: SampleFormat;
  /** Whether data fields are in the body, beside the address. */
  withFields: boolean;
  choose: (change: Partial<Pick<Example, "format" | "withFields">>) => void;
}

/** What every tab is given. */
export interface SetupTabProps {
  workspace: string;
  webhook: WorkspaceWebhook;
  fields: readonly Field[];
  example: Example;
}

/** The formats that a webhook's methods allow. A foreign payload is JSON: its values are nested. */
export function formatsOf({ methods, mapping }: WorkspaceWebhook): SampleFormat[] {
  const posted: SampleFormat[] = mapping === null ? ["json", "form"] : ["json"];
  return [...(methods.includes("POST") ? posted : []), ...(methods.includes("GET") ? (["query"] as const) : [])];
}

/** A body that this webhook takes, and the data fields in it. */
export function exampleOf(
  { type, mapping }: WorkspaceWebhook,
  fields: readonly Field[],
  withFields: boolean,
): { body: ExampleBody; fields: readonly Field[] } {
  if (mapping !== null) return { body: mappedBody(mapping, fields), fields: [] };
  const shown = withFields ? fieldsOfType(type, fields) : [];
  return { body: workspaceBody(shown), fields: shown };
}
