import { headerText } from "../../mail/header-text";
import { isRecord } from "../../variables/is-record";
import { renderTemplate } from "../../variables/liquid";
import type { Scope } from "../../variables/scope";
import {
  type MailTarget,
  openPixel,
  type Signer,
  type TrackedLink,
  trackLinks,
  unsubscribeUrl,
} from "../tracking/links";
import { plainText } from "./plain-text";
import { endMark, type PreparedContent } from "./prepare";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
  /** Merge tags that had no value and no fallback. */
  missing: string[];
}

export type RenderResult = { ok: true; mail: RenderedMail } | { ok: false; message: string };

/** What differs in the addresses of one mail. */
export interface MailAddresses {
  unsubscribe: string;
  /** HTML that tells of an opening. */
  pixel: string;
  /** Makes marked links lead where they should. */
  lead(body: string): string;
}

/** The addresses of a campaign's mail to a contact. @param links of `saveLinks` for `content.urls`, in their order */
export const addressesOf = (signer: Signer, links: readonly TrackedLink[], target: MailTarget): MailAddresses => ({
  unsubscribe: unsubscribeUrl(signer, target),
  pixel: openPixel(signer, target.messageId),
  lead: (body) => trackLinks(signer, body, target.messageId, links),
});

/**
 * A campaign's mail for one contact: Liquid, then the addresses that only this mail has. Values are escaped in HTML. A footer with the
 * unsubscribe link is added where the author has put none. Pure.
 * @returns `ok: false` when the contact's own data make Liquid fail, with a sentence for people
 */
export function renderContent(content: PreparedContent, scope: Scope, addresses: MailAddresses): RenderResult {
  const { unsubscribe, pixel, lead } = addresses;
  const full = withUnsubscribe(scope, unsubscribe);
  const subject = renderTemplate(content.subject, full, { escape: "none" });
  if (!subject.ok) return subject;
  const html = renderTemplate(content.html, full, { escape: "html" });
  if (!html.ok) return html;
  const text =
    content.text === null
      ? { ok: true as const, text: plainText(html.text) }
      : renderTemplate(content.text, full, { escape: "none" });
  if (!text.ok) return text;
  const needsFooter = content.needsFooter || !html.text.includes(unsubscribe);
  const end = (needsFooter ? footer(unsubscribe) : "") + (content.trackOpens ? pixel : "");
  return {
    ok: true,
    mail: {
      subject: headerText(subject.text),
      html: lead(withEnd(html.text, end)),
      text: `${lead(text.text)}${text.text.includes(unsubscribe) ? "" : `\n\n-- \nUnsubscribe: ${unsubscribe}`}\n`,
      missing: [...new Set([...subject.missing, ...html.missing])],
    },
  };
}

/** `{{ unsubscribe_url }}` is what other senders call it. */
const withUnsubscribe = (scope: Scope, url: string): Scope => ({
  ...scope,
  unsubscribe_url: url,
  contact: { ...(isRecord(scope.contact) ? scope.contact : {}), unsubscribe_url: url, unsubscribeUrl: url },
});

function withEnd(html: string, end: string): string {
  const at = html.lastIndexOf(endMark);
  return at < 0 ? html + end : html.slice(0, at) + end + html.slice(at + endMark.length);
}

const footer = (url: string): string =>
  `<p style="margin:24px 0 0;text-align:center;font-family:sans-serif;font-size:12px;line-height:18px;color:#66737a"><a href="${url}" style="color:#66737a">Unsubscribe</a></p>`;
