import type { AudienceConfig } from "../audiences/config";
import type { ContactState } from "./change";
import type { Contact, ContactDetail } from "./contract";
import { snapshot } from "./snapshot";

/** A contact as the API lists it. */
export const presentContact = (contact: ContactState, audience: AudienceConfig): Contact => ({
  ...snapshot(contact, audience),
  status: contact.status,
});

/** A contact as its own page shows it. */
export const presentContactDetail = (contact: ContactState, audience: AudienceConfig): ContactDetail => ({
  ...presentContact(contact, audience),
  source: contact.source,
  sourceId: contact.sourceId,
  signupIp: contact.signupIp,
  confirmedAt: contact.confirmedAt?.toISOString() ?? null,
  unsubscribedAt: contact.unsubscribedAt?.toISOString() ?? null,
});
