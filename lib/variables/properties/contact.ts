import type { PropertyEntry } from "./property";

export const contactProperties = [
  { path: "contact.email", label: "Contact Email", type: "email" },
  { path: "contact.id", label: "Contact ID", type: "text" },
  {
    path: "contact.fullName",
    label: "Full name",
    type: "text",
    description: "First and last name, from the data fields of these names.",
  },
  { path: "contact.status", label: "Status", type: "choice", description: "subscribed, unconfirmed, unsubscribed, …" },
  {
    path: "contact.tags",
    label: "Tags",
    type: "list",
    description: "A list in JSON; tags[0], tags[1] and so on in a form.",
  },
  { path: "contact.tagsText", label: "Tags, comma-separated", type: "text" },
  { path: "contact.groupIds", label: "Group IDs", type: "list" },
  { path: "contact.groupNames", label: "Group names", type: "list" },
  {
    path: "contact.fields",
    label: "All data fields",
    type: "object",
    description: "One object with every value by its key.",
  },
  { path: "audience.id", label: "Audience ID", type: "text" },
  { path: "audience.name", label: "Audience name", type: "text", need: "audience" },
  { path: "contact.createdAt", label: "Created at", type: "datetime" },
  { path: "contact.updatedAt", label: "Updated at", type: "datetime" },
  { path: "contact.confirmedAt", label: "Confirmed at", type: "datetime", need: "contact" },
  { path: "contact.unsubscribedAt", label: "Unsubscribed at", type: "datetime", need: "contact" },
  {
    path: "contact.source",
    label: "Sign-up source",
    type: "text",
    need: "contact",
    description: "How the contact first came in: webhook, form, api, user or import.",
  },
  { path: "contact.signupIp", label: "Sign-up IP", type: "text", need: "contact" },
  {
    path: "contact.unsubscribeUrl",
    label: "Unsubscribe URL",
    type: "url",
    need: "unsubscribeUrl",
    description: "Whoever has this address can unsubscribe the contact.",
  },
] as const satisfies readonly PropertyEntry[];
