import type { VerifySnippet } from "../snippets";

const code = `import { createHmac, timingSafeEqual } from "node:crypto";

const toleranceSeconds = 300;

/** headers: names in lower case. body: the raw body; for GET the raw query string, without the question mark. */
export function isFromTidegate(secret, headers, body) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  if (!id || !timestamp || Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceSeconds) return false;
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice(6), "base64") : Buffer.from(secret);
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\`).update(body).digest();
  return (headers["webhook-signature"] ?? "").split(" ").some((item) => {
    const given = Buffer.from(item.replace(/^v1,/, ""), "base64");
    return item.startsWith("v1,") && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
`;

export const node: VerifySnippet = {
  label: "Node.js",
  highlight: "javascript",
  note: "As verify.mjs. Hand in the body as it arrived, before anything parses it: with Express, express.raw({ type: '*/*' }).",
  code,
};
