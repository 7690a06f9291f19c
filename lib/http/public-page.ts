/** Headers of a public page: no scripts, no framing, no caching, and the token in its URL goes nowhere. */
export const publicPageHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "x-content-type-options": "nosniff",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
};

/** For text and for quoted attributes. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * A page for readers of mail, as one HTML document: works without JavaScript, carries nothing from elsewhere.
 * @param brand the audience's name
 * @param body HTML; whatever it quotes must have been escaped
 */
export const publicPage = (brand: string, title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(brand)}</title>
<style>
  :root { color-scheme: light dark; --page: #f6f8f8; --card: #fff; --line: #e2e7e8; --text: #1b2224; --quiet: #5c676c; --accent: #0b7a67; --on-accent: #fff }
  @media (prefers-color-scheme: dark) { :root { --page: #16191b; --card: #1d2124; --line: #33393d; --text: #e8ecee; --quiet: #9aa5ab; --accent: #5bc7b1; --on-accent: #0d1b18 } }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--page); color: var(--text); font: 15px/24px ui-sans-serif, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif }
  main { width: 100%; max-width: 440px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 32px }
  p.brand { margin: 0 0 20px; color: var(--quiet); font-size: 13px; font-weight: 500 }
  h1 { margin: 0 0 12px; font-size: 20px; line-height: 28px; letter-spacing: -.01em }
  p { margin: 0 0 20px; overflow-wrap: anywhere }
  p:last-child { margin: 0 }
  button { width: 100%; border: 0; border-radius: 6px; padding: 10px 16px; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer }
  button.quiet { border: 1px solid var(--line); background: none; color: var(--text); font-weight: 500 }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
</style>
</head>
<body>
  <main>
    <p class="brand">${escapeHtml(brand)}</p>
    <h1>${escapeHtml(title)}</h1>
    ${body}
  </main>
</body>
</html>
`;
