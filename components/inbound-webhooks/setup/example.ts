import type { Field } from "@/lib/audiences/fields/contract";
import type { ExampleBody, SampleFormat } from "@/lib/inbound/setup/example-body";
import { fieldsOfType, flatMappedBody, mappedBody, workspaceBody } from "@/lib/inbound/setup/workspace-body";
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

/** The formats that a webhook's methods allow. */
export const formatsOf = ({ methods }: WorkspaceWebhook): SampleFormat[] => [
  ...(methods.includes("POST") ? (["json", "form"] as const) : []),
  ...(methods.includes("GET") ? (["query"] as const) : []),
];

/** A body that this webhook takes, and the data fields in it. Only JSON nests: elsewhere the paths of a mapping are the keys. */
export function exampleOf(
  { type, mapping }: WorkspaceWebhook,
  fields: readonly Field[],
  { format, withFields }: Pick<Example, "format" | "withFields">,
): { body: ExampleBody; fields: readonly Field[] } {
  if (mapping !== null)
    return { body: format === "json" ? mappedBody(mapping, fields) : flatMappedBody(mapping, fields), fields: [] };
  const shown = withFields ? fieldsOfType(type, fields) : [];
  return { body: workspaceBody(shown), fields: shown };
}
