/** What one of the four types means to people. What it does is in the registry of inbound kinds, under the same name. */
export interface WorkspaceWebhookType {
  /** As lists and badges show it. */
  label: string;
  /** One line: what a request to it does. */
  consequence: string;
  /** The event that it causes, as the product's documentation calls it; null for none. */
  event: string | null;
  /** Whether tags can be applied to the contact. */
  takesTags: boolean;
  /** Whether it makes contacts; the others need one that exists. */
  createsContacts: boolean;
  /** What the form warns of; null for nothing. */
  warning: string | null;
}

export const workspaceWebhookTypeNames = ["SUBSCRIBED", "UNCONFIRMED", "UNSUBSCRIBED", "DELETE"] as const;
export type WorkspaceWebhookTypeName = (typeof workspaceWebhookTypeNames)[number];

/** The four types of workspace webhooks: forms, lists, validation and documentation read this. */
export const workspaceWebhookTypes: Record<WorkspaceWebhookTypeName, WorkspaceWebhookType> = {
  SUBSCRIBED: {
    label: "Subscribed",
    consequence: "Creates or updates the contact and sets it to Active, whatever the audience's double opt-in says.",
    event: "contact.subscribed",
    takesTags: true,
    createsContacts: true,
    warning: null,
  },
  UNCONFIRMED: {
    label: "Unconfirmed",
    consequence:
      "Creates or updates the contact and sets it to Pending. A confirmation mail goes out if double opt-in is on.",
    event: "contact.pending",
    takesTags: true,
    createsContacts: true,
    warning: "A contact that is Active becomes Pending too, until it confirms again.",
  },
  UNSUBSCRIBED: {
    label: "Unsubscribed",
    consequence: "Finds the contact by its address and sets it to Unsubscribed.",
    event: "contact.unsubscribed",
    takesTags: false,
    createsContacts: false,
    warning: null,
  },
  DELETE: {
    label: "Delete",
    consequence: "Deletes the contact with this address for good, from every audience of the workspace.",
    event: "contact.deleted",
    takesTags: false,
    createsContacts: false,
    warning: "Deleted contacts can't be brought back: their data goes from requests, events and mails too.",
  },
};

/** What the settings for somebody who has unsubscribed mean. */
export const resubscribeTexts = {
  subscribe: {
    label: "Do what the type says",
    description: "Somebody who unsubscribed becomes Active or Pending again.",
  },
  ask: { label: "Ask them to confirm", description: "They become Pending and get a confirmation mail." },
  never: { label: "Leave them unsubscribed", description: "Their data is updated, their status stays." },
} as const;

/** How far DELETE reaches. */
export const scopeTexts = {
  workspace: { label: "The whole workspace", description: "The address is removed from every audience." },
  audience: { label: "This audience only", description: "The address stays in other audiences." },
} as const;
