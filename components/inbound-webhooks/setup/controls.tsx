import { ExampleSwitch, FormatChoice } from "@/components/inbound-setup/example-controls";
import { Badge } from "@/components/ui/badge";
import { Field, FieldDescription } from "@/components/ui/field";
import type { WorkspaceWebhook } from "@/lib/inbound/workspace-webhooks/contract";
import { type Example, formatsOf } from "./example";

/** How the example is sent, and what is in it. */
export function Controls({ webhook, example }: { webhook: WorkspaceWebhook; example: Example }) {
  return (
    <div className="flex flex-col gap-5">
      <FormatChoice
        formats={formatsOf(webhook)}
        value={example.format}
        onValueChange={(format) => example.choose({ format })}
      />
      {webhook.type === "DELETE" || webhook.mapping !== null ? null : (
        <ExampleSwitch
          label="Data fields"
          description="None is required: email_address alone is enough."
          checked={example.withFields}
          onCheckedChange={(withFields) => example.choose({ withFields })}
        />
      )}
      {webhook.tags.length > 0 ? (
        <Field>
          <p className="font-medium text-table">Tags</p>
          <span className="flex flex-wrap gap-1">
            {webhook.tags.map((tag) => (
              <Badge key={tag} className="min-w-0 shrink">
                <span className="truncate">{tag}</span>
              </Badge>
            ))}
          </span>
          <FieldDescription>Applied by the webhook; the request need not name them.</FieldDescription>
        </Field>
      ) : null}
    </div>
  );
}
