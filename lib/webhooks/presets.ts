import type { EventName } from "../events/catalogue";
import type { WebhookDraft } from "./contract";
import type { MappingRow } from "./payload/mapping";

/** Settings for a known kind of receiver; choosing one fills in the form, where everything can still be changed. Browser-safe. */
export interface WebhookPreset {
  label: string;
  /** What arrives there, in one sentence. */
  description: string;
  /** Where the URL comes from over there, step by step. */
  setup: readonly string[];
  /** JavaScript to paste there, when a step says so. */
  code?: string;
  urlPlaceholder: string;
  /** Those that it makes sense for; a form offers the ones it has. */
  events: readonly EventName[];
  settings: Pick<WebhookDraft, "contentType" | "method" | "redirectIsSuccess" | "customPayload">;
}

const contactEvents = [
  "contact.created",
  "contact.updated",
  "contact.subscribed",
  "contact.unsubscribed",
  "contact.bounced",
  "contact.complained",
] as const;
const emailEvents = [
  "email.sent",
  "email.delivered",
  "email.opened",
  "email.clicked",
  "email.bounced",
  "email.complained",
  "email.unsubscribed",
] as const;

const mapped = (field: string, value: string): MappingRow => ({ field, source: "mapping", value });
/** Left out where the event or the audience has no such property. */
const optional = (field: string, value: string): MappingRow => ({ ...mapped(field, value), omitIfEmpty: true });
const template = (field: string, value: string): MappingRow => ({ field, source: "template", value });

const name = [optional("first_name", "contact.fields.first_name"), optional("last_name", "contact.fields.last_name")];

/** One sentence about any event; chats read `&`, `<` and `>` as markup. */
const sentence = [
  `{% assign campaign_name = campaign.name | default: "" | replace: "&", "&amp;" | replace: "<", "&lt;" | replace: ">", "&gt;" %}`,
  `{{ contact.email }}: {{ event.type | split: "." | last | replace: "_", " " }}`,
  `{% if campaign_name != "" %} ({{ campaign_name }}){% endif %}`,
  `{% if event.data.url %} {{ event.data.url }}{% endif %}`,
  `{% if event.data.reason %} – {{ event.data.reason | truncate: 200 }}{% endif %}`,
].join("");

/** A sheet would take a text that begins so for a formula; an apostrophe makes it text. */
const noFormula = (path: string): string =>
  [
    `{% assign text = ${path} | default: "" %}{% assign first = text | slice: 0 %}`,
    `{% if first != "" and "=+-@" contains first %}'{% endif %}{{ text }}`,
  ].join("");

/** Known receivers; adding one is adding an entry. */
export const webhookPresets = {
  contactSync: {
    label: "Contact sync",
    description: "The contact with all of its data fields, tags and groups, as one JSON object.",
    setup: ["Paste the URL of your own endpoint.", "Find the record by id: the address can change."],
    urlPlaceholder: "https://api.example.com/contacts/sync",
    events: [...contactEvents, "contact.deleted", "contact.tag_added", "contact.tag_removed"],
    settings: {
      contentType: "json",
      method: "POST",
      customPayload: {
        mappings: [
          mapped("event", "event.type"),
          mapped("occurred_at", "event.occurredAt"),
          mapped("contact.id", "contact.id"),
          mapped("contact.email", "contact.email"),
          mapped("contact.status", "contact.status"),
          mapped("contact.fields", "contact.fields"),
          mapped("contact.tags", "contact.tags"),
          mapped("contact.groups", "contact.groupNames"),
          mapped("audience_id", "audience.id"),
        ],
      },
    },
  },
  flat: {
    label: "Zapier, Make or n8n",
    description: "One level of plain fields, which automation tools list without any set-up.",
    setup: [
      "Add a step Catch Hook (Zapier), Custom webhook (Make) or Webhook (n8n).",
      "Copy its URL and paste it here.",
    ],
    urlPlaceholder: "https://hooks.zapier.com/hooks/catch/…",
    events: [...contactEvents, ...emailEvents],
    settings: {
      contentType: "json",
      method: "POST",
      customPayload: {
        mappings: [
          mapped("event", "event.type"),
          mapped("event_id", "event.id"),
          mapped("occurred_at", "event.occurredAt"),
          mapped("contact_id", "contact.id"),
          mapped("email", "contact.email"),
          ...name,
          mapped("status", "contact.status"),
          mapped("tags", "contact.tagsText"),
          optional("campaign_name", "campaign.name"),
          optional("link_url", "event.data.url"),
        ],
      },
    },
  },
  crm: {
    label: "CRM",
    description: "Address, name and consent under properties, as many CRMs take them.",
    setup: [
      "Create an incoming webhook or workflow trigger in your CRM.",
      "Paste its URL and rename the fields to its own.",
    ],
    urlPlaceholder: "https://crm.example.com/webhooks/…",
    events: [...contactEvents],
    settings: {
      contentType: "json",
      method: "POST",
      customPayload: {
        mappings: [
          mapped("email", "contact.email"),
          optional("properties.firstname", "contact.fields.first_name"),
          optional("properties.lastname", "contact.fields.last_name"),
          optional("properties.phone", "contact.fields.phone"),
          mapped("properties.email_status", "contact.status"),
          template("properties.email_opt_in", `{{ contact.status == "subscribed" }}`),
          { field: "properties.lead_source", source: "custom", value: "Newsletter" },
        ],
      },
    },
  },
  slack: {
    label: "Slack",
    description: "One line in a channel for each event.",
    setup: ["In Slack, add the app Incoming Webhooks to a channel.", "Copy the webhook URL and paste it here."],
    urlPlaceholder: "https://hooks.slack.com/services/…",
    events: [...contactEvents, ...emailEvents],
    settings: { contentType: "json", method: "POST", customPayload: { mappings: [template("text", sentence)] } },
  },
  discord: {
    label: "Discord",
    description: "One line in a channel for each event; it can't mention anybody.",
    setup: [
      "In the channel's settings, open Integrations → Webhooks → New Webhook.",
      "Copy its URL and paste it here.",
    ],
    urlPlaceholder: "https://discord.com/api/webhooks/…",
    events: [...contactEvents, ...emailEvents],
    settings: {
      contentType: "json",
      method: "POST",
      customPayload: {
        mappings: [template("content", sentence), template("allowed_mentions.parse", `{{ "" | split: "," }}`)],
      },
    },
  },
  googleSheets: {
    label: "Google Sheets",
    description: "One row of a sheet for each event, written by a small Apps Script.",
    setup: [
      "In the sheet, open Extensions → Apps Script and paste the code in place of what is there.",
      "Deploy it as a web app that runs as you and that anyone can reach, and paste its URL here.",
      "Apps Script answers with a redirect, so a redirect counts as delivered.",
    ],
    code: `function doPost(e) {
  const p = e.parameter;
  SpreadsheetApp.getActiveSheet().appendRow([p.occurred_at, p.event, p.email, p.name, p.campaign_name]);
  return ContentService.createTextOutput("ok");
}`,
    urlPlaceholder: "https://script.google.com/macros/s/…/exec",
    events: [...contactEvents, ...emailEvents],
    settings: {
      contentType: "form",
      method: "POST",
      redirectIsSuccess: true,
      customPayload: {
        mappings: [
          mapped("occurred_at", "event.occurredAt"),
          mapped("event", "event.type"),
          template("email", noFormula("contact.email")),
          template("name", noFormula("contact.fullName")),
          { ...mapped("campaign_name", "campaign.name"), default: "-" },
        ],
      },
    },
  },
  segment: {
    label: "Segment",
    description: "A track call for each event, to Segment or a service that understands its calls.",
    setup: [
      "Choose Basic authentication: the user name is the source's write key, the password stays empty.",
      "The delivery's id is the messageId, so a repeated delivery is counted once.",
    ],
    urlPlaceholder: "https://api.segment.io/v1/track",
    events: [...emailEvents],
    settings: {
      contentType: "json",
      method: "POST",
      customPayload: {
        mappings: [
          mapped("userId", "contact.id"),
          mapped("messageId", "delivery.id"),
          mapped("event", "event.type"),
          mapped("timestamp", "event.occurredAt"),
          mapped("context.traits.email", "contact.email"),
          optional("context.campaign.name", "campaign.name"),
          optional("properties.url", "event.data.url"),
          optional("properties.subject", "event.data.subject"),
        ],
      },
    },
  },
} as const satisfies Record<string, WebhookPreset>;

export type WebhookPresetName = keyof typeof webhookPresets;
