/** Screens by their address, with a text that tells that they are complete. `long`: thousands of elements to check, twice. */
export type Screens = Record<string, { path: string; shows: string; long?: true }>;

export const signedOut: Screens = {
  "sign-in": { path: "/sign-in", shows: "Forgot it?" },
  "forgotten password": { path: "/forgot-password", shows: "Send the link" },
  "new password": { path: "/reset/some-token", shows: "Change password" },
  "a used invitation": { path: "/invitation/some-token", shows: "This invitation is no longer valid" },
  "confirm page": { path: "{confirm}", shows: "Confirm my subscription" },
};

/** Of the contact whose screens these are. */
export const address = "a.rather.long.address.of.somebody@subdomain.of.a.long.example.com";

/** `{audience}`, `{contact}`, `{request}`, `{event}` and `{mail}` are filled in. */
export const signedIn: Screens = {
  audiences: { path: "/default/audiences", shows: "Double opt-in" },
  contacts: { path: "{audience}", shows: address },
  "add contact": { path: "{audience}?add=true", shows: "Add tags…" },
  "contact profile": { path: "{audience}/contacts/{contact}", shows: "Contact created" },
  "consent log": { path: "{audience}/contacts/{contact}?tab=consent", shows: "User agent" },
  "edit contact": { path: "{audience}/contacts/{contact}?edit=true", shows: "Save contact" },
  segments: { path: "{audience}/segments", shows: "Grown-ups" },
  "create segment": { path: "{audience}/segments/new", shows: "Finish the conditions to see who matches" },
  "edit segment": { path: "{audience}/segments/{segment}/edit", shows: "In words" },
  segment: { path: "{audience}/segments/{segment}", shows: "Entered and left" },
  "why a contact is in a segment": {
    path: "{audience}/segments/{segment}?why={contact}",
    shows: "This contact: 41",
  },
  "data fields": { path: "{audience}/fields", shows: "age" },
  "add data field": { path: "{audience}/fields?add=true", shows: "A value that each contact can have." },
  groups: { path: "{audience}/groups", shows: "VIP" },
  tags: { path: "{audience}/tags", shows: "three" },
  "request log of an audience": { path: "{audience}/requests", shows: address },
  "refused request": { path: "{audience}/requests?request={request}", shows: "Copy as curl" },
  "audience settings": { path: "{audience}/settings", shows: "View setup information" },
  "example request": { path: "{audience}/settings?setup=request", shows: "Their IDs go into groupIds." },
  "field reference": { path: "{audience}/settings?setup=fields", shows: "groupIds" },
  answers: { path: "{audience}/settings?setup=answers", shows: "Sending again safely" },
  "Send test": { path: "{audience}/settings?setup=test", shows: "Try without saving" },
  "request log": { path: "/default/requests", shows: address },
  events: { path: "/default/events", shows: address },
  "an event": { path: "/default/events?event={event}", shows: "Payload" },
  "replay of failed requests": {
    path: "/default/requests?replay={replay}",
    shows: "Replay failed requests: finished",
  },
  "data field from an ignored key": { path: "{audience}/requests?request={ignored}", shows: "Create field" },
  webhooks: { path: "/default/webhooks", shows: "CRM" },
  "webhooks of a campaign": { path: "/default/campaigns/{draft}/connect", shows: "What your endpoint receives" },
  "add webhook": { path: "/default/webhooks/new", shows: "Event subscriptions" },
  "edit webhook": { path: "/default/webhooks/{outgoing}", shows: "Data mapping" },
  "Send test of a webhook": { path: "/default/webhooks?webhook={outgoing}&panel=test", shows: "No test yet" },
  "verify requests of a webhook": {
    path: "/default/webhooks?webhook={outgoing}&panel=verify",
    shows: "webhook-signature",
  },
  deliveries: { path: "/default/deliveries", shows: "held@example.com" },
  "deliveries of a webhook": { path: "/default/deliveries?webhook={outgoing}&state=held", shows: "Mean duration" },
  "a delivery": { path: "/default/deliveries?delivery={delivery}", shows: "No attempt yet" },
  "request of a delivery": {
    path: "/default/deliveries?delivery={delivery}&tab=request",
    shows: "As the next attempt would send it",
  },
  mailbox: { path: "/default/mailbox", shows: address },
  mail: { path: "/default/mailbox?mail={mail}", shows: "Preview" },
  campaigns: { path: "/default/campaigns", shows: "Spring letter" },
  "campaign editor": { path: "/default/campaigns/{draft}", shows: "In the inbox" },
  "campaign review": { path: "/default/campaigns/{draft}/review", shows: "Ready to send" },
  "content of a sent campaign": { path: "/default/campaigns/{campaign}", shows: "Sent with" },
  "campaign report": { path: "/default/campaigns/{campaign}/report", shows: "Captured" },
  "runs of a journey": { path: "/default/journeys/{journey}/runs", shows: "Retry all failed" },
  "a run": { path: "/default/journeys/{journey}/runs?run={run}", shows: "Way through the journey" },
  "journeys of a contact": { path: "{audience}/contacts/{runner}?tab=journeys", shows: "Tell the shop" },
  "simulation of a journey": {
    path: "/default/journeys/{journey}?simulate=true&as={runner}",
    shows: "1. Trigger",
  },
  "simulation in the list view": {
    path: "/default/journeys/{journey}?simulate=true&as={runner}&view=list",
    shows: "1. Trigger",
  },
  "workspace settings": { path: "/default/settings", shows: "Save name" },
  members: { path: "/default/settings/members", shows: "Nobody is invited right now" },
  "inbound webhooks": { path: "/default/settings/inbound-webhooks", shows: "Shop sign-ups" },
  "create inbound webhook": { path: "/default/settings/inbound-webhooks?edit=new", shows: "Advanced" },
  "edit inbound webhook": { path: "/default/settings/inbound-webhooks?edit={webhook}", shows: "Signature check" },
  "example request of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=request",
    shows: "Applied by the webhook; the request need not name them.",
  },
  "field reference of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=fields",
    shows: "customer.email",
  },
  "answers of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=answers",
    shows: "Sending again safely",
  },
  "Send test of an inbound webhook": {
    path: "/default/settings/inbound-webhooks?webhook={webhook}&setup=test",
    shows: "Try without saving",
  },
  "API keys": { path: "/default/settings/api-keys", shows: "TIDEGATE_API_KEY" },
  background: { path: "/default/settings/background", shows: "Event relay" },
  account: { path: "/account", shows: "Your account" },
  "new workspace": { path: "/workspaces/new", shows: "Create workspace" },
  "API reference": { path: "/docs/api", shows: "API reference", long: true },
  "a contact that does not exist": { path: "{audience}/contacts/gone", shows: "There is nothing here" },
  "a page that does not exist": { path: "/default/nothing-here", shows: "There is nothing here" },
};
