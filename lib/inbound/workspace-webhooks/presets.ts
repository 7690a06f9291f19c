import type { SignatureSettings } from "../signatures/settings";
import type { MappingLine } from "./mapping";

/** How a known system's payload is read: the mapping, how it signs, and what it looks like. */
export interface MappingPreset {
  label: string;
  /** Which of its notifications this is for, and where to set it up there. */
  description: string;
  /** Lines whose field the audience lacks are left out when the preset is chosen. */
  mapping: MappingLine[];
  signature: SignatureSettings;
  /** Where its secret is found. */
  secretHint: string;
  example: Record<string, unknown>;
}

const lines = (fields: Record<string, string | string[]>): MappingLine[] =>
  Object.entries(fields).flatMap(([field, paths]) => [paths].flat().map((path) => ({ path, field })));

/** Known senders; adding one is adding an entry. The examples are shortened from the vendors' own documentation. */
export const mappingPresets = {
  shopify: {
    label: "Shopify",
    description: "Customer creation and Order creation, under Settings → Notifications → Webhooks, as JSON.",
    mapping: lines({
      email: ["email", "customer.email"],
      first_name: ["first_name", "customer.first_name"],
      last_name: ["last_name", "customer.last_name"],
      phone: ["phone", "customer.phone"],
      tags: "tags",
      country: ["default_address.country_code", "shipping_address.country_code"],
      city: ["default_address.city", "shipping_address.city"],
    }),
    signature: { scheme: "hmac", header: "x-shopify-hmac-sha256", encoding: "base64", prefix: "" },
    secretHint: "Shown at the end of the list of webhooks in Shopify's notification settings.",
    example: {
      id: 7064055069,
      email: "bob@example.com",
      first_name: "Bob",
      last_name: "Norman",
      phone: "+16135550127",
      tags: "vip, newsletter",
      verified_email: true,
      default_address: { address1: "Chestnut Street 92", city: "Louisville", country_code: "US" },
    },
  },
  stripe: {
    label: "Stripe",
    description: "customer.created, customer.updated and checkout.session.completed, under Developers → Webhooks.",
    mapping: lines({
      email: ["data.object.email", "data.object.customer_details.email", "data.object.customer_email"],
      name: ["data.object.name", "data.object.customer_details.name"],
      phone: ["data.object.phone", "data.object.customer_details.phone"],
      country: ["data.object.address.country", "data.object.customer_details.address.country"],
      city: ["data.object.address.city", "data.object.customer_details.address.city"],
    }),
    signature: { scheme: "timestamped", header: "stripe-signature", toleranceSeconds: 300 },
    secretHint: "The signing secret of the endpoint in Stripe; it starts with whsec_.",
    example: {
      id: "evt_1NG8Du2eZvKYlo2CUI79vXWy",
      object: "event",
      type: "customer.created",
      created: 1686089970,
      data: {
        object: {
          id: "cus_NffrFeUfNV2Hib",
          object: "customer",
          email: "jennyrosen@example.com",
          name: "Jenny Rosen",
          phone: "+15555550123",
          address: { city: "San Francisco", country: "US" },
        },
      },
    },
  },
  typeform: {
    label: "Typeform",
    description: "Responses of a form, under Connect → Webhooks. The address comes from the form's email question.",
    mapping: lines({
      email: ["form_response.answers[type=email].email", "form_response.hidden.email"],
      first_name: ["form_response.answers[type=text].text", "form_response.hidden.first_name"],
      phone: "form_response.answers[type=phone_number].phone_number",
      utm_source: "form_response.hidden.utm_source",
    }),
    signature: { scheme: "hmac", header: "typeform-signature", encoding: "base64", prefix: "sha256=" },
    secretHint: "You choose it when you edit the webhook in Typeform.",
    example: {
      event_id: "LtWXD3crgy",
      event_type: "form_response",
      form_response: {
        form_id: "lT4Z3j",
        token: "a3a12ec67a1365927098a606107fac15",
        submitted_at: "2026-01-18T18:17:02Z",
        hidden: { utm_source: "landing" },
        answers: [
          { type: "text", text: "Laura", field: { id: "DlXFaesGBpoF", type: "short_text", ref: "first_name" } },
          { type: "email", email: "laura@example.com", field: { id: "SMEUb7VJz92Q", type: "email", ref: "email" } },
          { type: "boolean", boolean: true, field: { id: "gFFf3xAkJKsr", type: "legal", ref: "terms" } },
        ],
      },
    },
  },
  woocommerce: {
    label: "WooCommerce",
    description: "Customer created and Order created, under WooCommerce → Settings → Advanced → Webhooks.",
    mapping: lines({
      email: ["email", "billing.email"],
      first_name: ["first_name", "billing.first_name"],
      last_name: ["last_name", "billing.last_name"],
      phone: "billing.phone",
      company: "billing.company",
      country: "billing.country",
      city: "billing.city",
    }),
    signature: { scheme: "hmac", header: "x-wc-webhook-signature", encoding: "base64", prefix: "" },
    secretHint: "The Secret field of the webhook in WooCommerce.",
    example: {
      id: 25,
      date_created: "2026-01-21T16:09:28",
      email: "john.doe@example.com",
      first_name: "John",
      last_name: "Doe",
      role: "customer",
      billing: { email: "john.doe@example.com", phone: "(555) 555-5555", city: "San Francisco", country: "US" },
    },
  },
} as const satisfies Record<string, MappingPreset>;

export type MappingPresetName = keyof typeof mappingPresets;
