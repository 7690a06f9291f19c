/** Somebody's, or some program's, request for a mail's image or link. Ids are bare UUIDs. */
export interface Visit {
  /** A campaign's message; or, where `ofCampaign` is false, a row of `mails`. */
  messageId: string;
  ofCampaign: boolean;
  /**
   * Null for an opening. For a link whose address differs by reader, `url` is the one that was followed; without an id it is stored
   * nowhere.
   */
  link: { id: string | null; url: string } | null;
  at: Date;
  ip: string | null;
  userAgent: string | null;
  /** Set later, too, while it waits to be written: see `createBurstWatch`. */
  machine: boolean;
}
