import { Endpoint } from "@/components/inbound-setup/endpoint";
import { RequestView } from "@/components/inbound-setup/request-view";
import { Callout } from "@/components/ui/callout";
import { htmlForm } from "@/lib/inbound/setup/html-form";
import { sampleLanguages } from "@/lib/inbound/setup/samples";
import { workspaceWebhookTypes } from "@/lib/inbound/workspace-webhooks/types";
import { Controls } from "./controls";
import { exampleOf, type SetupTabProps } from "./example";
import { SignatureHeaders } from "./signature-headers";

const programs = sampleLanguages.filter((language) => language !== htmlForm);

/** A request that works, in the languages people send from. */
export function RequestTab({ webhook, fields, example }: SetupTabProps) {
  const { url, type, mapping, signature, active } = webhook;
  // A form on a web page signs people up; it neither nests its values nor signs them.
  const suitsForms = workspaceWebhookTypes[type].createsContacts && mapping === null && signature === null;
  return (
    <RequestView
      request={{ url, format: example.format, ...exampleOf(webhook, fields, example) }}
      languages={suitsForms ? sampleLanguages : programs}
      endpoint={
        <Endpoint url={url} methods={webhook.methods}>
          {active ? null : (
            <Callout tone="warning">This webhook is paused: until it is active again its URL answers 404.</Callout>
          )}
          {signature ? (
            <Callout tone="warning">
              This webhook checks signatures: a sample is refused with 401 until it is signed, as under Headers.
            </Callout>
          ) : null}
          <p className="text-meta text-muted-foreground">Whoever has this URL can use it. Keep it off public pages.</p>
        </Endpoint>
      }
      controls={<Controls webhook={webhook} example={example} />}
      headers={signature ? <SignatureHeaders signature={signature} /> : null}
      bodyNote={mapping === null ? undefined : "as the field mapping reads it"}
      notes={(language) => (language === htmlForm.label ? <FormNote /> : null)}
    />
  );
}

const FormNote = () => (
  <Callout tone="warning">
    Everybody who opens the page can read its URL, and could overwrite the data of existing contacts with it. For public
    forms take the audience’s own webhook in mode 1 (add only).
  </Callout>
);
