import type { EventPlanner } from "../events/relay";

/**
 * The last planner: a deleted contact's own event carries its data for those who are told of the deletion, and so do events that were
 * written with it in one batch; when they have been planned, the data goes.
 */
export const deletionForgetter: EventPlanner = {
  types: ["contact.deleted"],
  plan: async (tx, events) => {
    const contactIds = events.map((event) => event.contactId);
    await tx`
      update events set data = json_build_object('contact', json_build_object('id', data -> 'contact' -> 'id', 'erased', true))
      where contact_id = any(${contactIds}::uuid[])`;
    return [];
  },
};
