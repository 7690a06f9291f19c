export interface MailContent {
  title: string;
  /** Plain text; line breaks inside a paragraph are kept. */
  paragraphs: string[];
  action?: { label: string; url: string };
  /** One line that says why the reader got this. */
  footer: string;
}

/** The one layout of our mail, as HTML and as its plain-text twin. Everything passed in is escaped. */
export function renderMail(content: MailContent): { html: string; text: string } {
  return { html: asHtml(content), text: asText(content) };
}

const font = "font-family:ui-sans-serif,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

function asHtml({ title, paragraphs, action, footer }: MailContent): string {
  const body = paragraphs.map((text) => `<p style="margin:0 0 16px">${multiline(text)}</p>`).join("\n      ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
@media (prefers-color-scheme: dark) {
  .page { background: #16191b !important; }
  .card { background: #1d2124 !important; border-color: #33393d !important; color: #e8ecee !important; }
  .quiet { color: #9aa5ab !important; }
  .button { background: #5bc7b1 !important; color: #0d1b18 !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:32px 16px;background:#f6f8f8;${font}">
  <div style="max-width:520px;margin:0 auto">
    <div class="card" style="background:#ffffff;border:1px solid #e2e7e8;border-radius:8px;padding:32px;color:#1b2224;font-size:15px;line-height:24px">
      <h1 style="margin:0 0 16px;font-size:20px;line-height:28px;font-weight:600">${escapeHtml(title)}</h1>
      ${body}${action === undefined ? "" : button(action)}
    </div>
    <p class="quiet" style="margin:16px 8px 0;font-size:12px;line-height:18px;color:#66737a">${multiline(footer)}</p>
  </div>
</body>
</html>`;
}

const button = ({ label, url }: { label: string; url: string }) => `
      <p style="margin:24px 0 16px"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;background:#0b7a66;color:#ffffff;text-decoration:none;font-weight:600;border-radius:6px;padding:10px 18px">${escapeHtml(label)}</a></p>
      <p class="quiet" style="margin:0;font-size:12px;line-height:18px;color:#66737a;word-break:break-all">Or open this address: ${escapeHtml(url)}</p>`;

function asText({ title, paragraphs, action, footer }: MailContent): string {
  const parts = [title, ...paragraphs];
  if (action !== undefined) parts.push(`${action.label}:\n${action.url}`);
  return `${parts.join("\n\n")}\n\n-- \n${footer}\n`;
}

const multiline = (text: string): string => escapeHtml(text).replace(/\r?\n/g, "<br>");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** For text and for quoted attributes. */
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
