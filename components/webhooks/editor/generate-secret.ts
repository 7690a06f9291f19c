const secretBytes = 32;

/** A new signing secret in the form of Standard Webhooks: `whsec_` and base64 of 32 random bytes. Made in the browser. */
export function generateSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
