import type { ContactStatus } from "@/db/enums";
import type { ContactState, TagRef } from "./change";

/** A contact of the batch: as it was found, and as the changes so far have left it. */
export interface Slot {
  found: ContactState | null;
  current: ContactState | null;
  /** Where the found row lies; it stays there while it is locked. */
  ctid: string | null;
}

export interface Batch {
  byAddress: Map<string, Slot>;
  byId: Map<string, Slot>;
  suppressed: Map<string, ContactStatus>;
  tags: Map<string, TagRef>;
  newTags: Map<string, { audienceId: string; tag: TagRef }>;
}

export const addressKey = (audienceId: string, email: string) => `${audienceId} ${email}`;
