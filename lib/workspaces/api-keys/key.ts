import { sha256, urlSecret } from "../../crypto";

/** A new API key: `tg_` and 192 random bits. */
export const newApiKey = (): string => `tg_${urlSecret()}`;

/** How a key is found again. */
export const hashApiKey = (key: string): Uint8Array => sha256(key);

export const maskApiKey = (last4: string): string => `tg_…${last4}`;
