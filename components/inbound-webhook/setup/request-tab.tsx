"use client";

import { Endpoint } from "@/components/inbound-setup/endpoint";
import { RequestView } from "@/components/inbound-setup/request-view";
import { Callout } from "@/components/ui/callout";
import type { Field } from "@/lib/audiences/fields/contract";
import { htmlForm } from "@/lib/inbound/setup/html-form";
import { secretPlaceholder, urlOfMode } from "@/lib/inbound/setup/placeholder";
import { ExampleControls } from "./example-controls";
import type { SetupTabProps } from "./setup-sheet";
import type { Example } from "./use-example";

/** A request that works, in the languages people send from. */
export function RequestTab({ fields, example, ...screen }: SetupTabProps & { example: Example }) {
  const url = urlOfMode(screen.urls, example.mode);
  return (
    <RequestView
      request={{ url, format: example.format, body: example.bodyFor(fields), fields: example.fieldsOf(fields) }}
      endpoint={
        <Endpoint url={url} methods={["POST"]}>
          <UrlNote isReal={screen.urlsAreReal} />
        </Endpoint>
      }
      controls={<ExampleControls {...screen} example={example} />}
      bodyNote="required fields included"
      notes={(language) => (language === htmlForm.label ? <FormNotes fields={fields} mode={example.mode} /> : null)}
    />
  );
}

/** Says so when the secret in the URL is only a placeholder. */
const UrlNote = ({ isReal }: { isReal: boolean }) =>
  isReal ? (
    <Callout tone="warning">
      This is the real URL, and you won’t be able to view it again. Whoever has it can add contacts.
    </Callout>
  ) : (
    <p className="text-meta text-muted-foreground">
      Put your own URL’s secret in place of <code className="text-foreground">{secretPlaceholder}</code>: for security
      reasons it can’t be shown again. If it is lost, regenerate the URL.
    </p>
  );

/** What to know before the URL stands in a public page. */
function FormNotes({ fields, mode }: { fields: readonly Field[]; mode: string }) {
  const unreachable = fields.filter((field) => field.private && field.required && field.default === null);
  return (
    <>
      <Callout tone={mode === "2" ? "warning" : "info"}>
        Everybody who opens the page can read its URL.{" "}
        {mode === "2"
          ? "With add and update a stranger could overwrite an existing contact: choose add only for public forms."
          : "Add only keeps strangers from changing existing contacts."}{" "}
        Private fields are left out.
      </Callout>
      {unreachable.length > 0 ? (
        <Callout tone="danger" title="This form would be refused">
          {unreachable.map((field) => field.label).join(", ")}: required, but private. Give a default, or make it
          optional or public in Data fields.
        </Callout>
      ) : null}
    </>
  );
}
