import { createHash } from "node:crypto";

/** Shows each HTML that the page around it posts, in a frame without any permission. It posts more often than the HTML changes. */
const script = `addEventListener("message", ({ source, data }) => {
  const frame = document.querySelector("iframe");
  if (source === parent && typeof data === "string" && frame.srcdoc !== data) frame.srcdoc = data;
});`;

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Mail</title></head>
<body style="margin: 0; background: white; color-scheme: light">
<iframe title="Mail" sandbox="" referrerpolicy="no-referrer" style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0"></iframe>
<script>${script}</script>
</body>
</html>
`;

/**
 * An empty page for a mail that is looked at while it is written. It has a policy of its own, which frames within it inherit: images come
 * from the web, and nothing else does. Our pages have to allow no image from elsewhere for it. Only the script above runs, in a sandbox
 * that makes it nobody's origin.
 */
export const mailFrame = (): Response =>
  new Response(page, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-cache",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
      "content-security-policy": [
        "default-src 'none'",
        "img-src https: data:",
        "style-src 'unsafe-inline'",
        `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
        "sandbox allow-scripts",
        "frame-ancestors 'self'",
        "form-action 'none'",
        "base-uri 'none'",
      ].join("; "),
    },
  });
