import type { TrackedLink } from "./links";

/** Somebody's, or some program's, request for a mail's image or link. Ids are bare UUIDs. */
export interface Visit {
  messageId: string;
  /** Null for an opening. For a link whose address differs by reader, `url` is the one that was followed. */
  link: TrackedLink | null;
  at: Date;
  ip: string | null;
  userAgent: string | null;
  /** Set later, too, while it waits to be written: see `createBurstWatch`. */
  machine: boolean;
}
