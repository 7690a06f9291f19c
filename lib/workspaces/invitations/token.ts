import { sha256, urlSecret } from "../../crypto";

const expiryMs = 7 * 86_400_000;

export interface InvitationToken {
  hash: Uint8Array;
  url: string;
  expiresAt: Date;
}

/** A fresh link. Only its hash is stored. */
export function newInvitationToken(publicUrl: string, now: Date): InvitationToken {
  const token = urlSecret();
  return {
    hash: sha256(token),
    url: `${publicUrl}/invitation/${token}`,
    expiresAt: new Date(now.getTime() + expiryMs),
  };
}
