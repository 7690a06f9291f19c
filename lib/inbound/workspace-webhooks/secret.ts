import type { Ctx } from "../../context";
import { seal, sha256, urlSecret } from "../../crypto";

/** A new URL's secret as it is stored: its hash opens the door, its ciphertext lets members read the URL again. */
export function newUrlSecret(ctx: Ctx) {
  const secret = urlSecret();
  return { secretHash: sha256(secret), last4: secret.slice(-4), secretCipher: seal(ctx.key, secret) };
}
