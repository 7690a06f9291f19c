import type { ContactStatus } from "@/db/enums";
import type { ContactState, TagRef } from "./change";

/** Where a row lies, and the transaction that put it there: both together are one version of the row and no other. */
export interface RowVersion {
  ctid: string;
  xmin: string;
}

/** A contact of the batch: as it was found, and as the changes so far have left it. */
export interface Slot {
  found: ContactState | null;
  current: ContactState | null;
  /** Of the found row. */
  version: RowVersion | null;
}

export interface Batch {
  byAddress: Map<string, Slot>;
  byId: Map<string, Slot>;
  suppressed: Map<string, ContactStatus>;
  tags: Map<string, TagRef>;
  newTags: Map<string, { audienceId: string; tag: TagRef }>;
}

export const addressKey = (audienceId: string, email: string) => `${audienceId} ${email}`;
