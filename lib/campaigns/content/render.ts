import { headerText } from "../../mail/header-text";
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
import { endMark, type PreparedContent } from "./prepare";

export interface RenderedMail {
  subject: string;
  html: string;
  text: string;
  /** Merge tags that had no value and no fallback. */
  missing: string[];
}

/** Whom a mail is for. Ids are bare UUIDs. */
export interface Reader extends MailTarget {
  scope: Scope;
}

export type RenderResult = { ok: true; mail: RenderedMail } | { ok: false; message: string };

/**
 * A campaign's mail for one contact: Liquid, then addresses that only this mail has. Values are escaped in HTML. Pure.
 * @param links of `saveLinks` for `content.urls`, in their order
 * @returns `ok: false` when the contact's own data makes Liquid fail, with a sentence for people
 */
export function renderContent(
  signer: Signer,
  content: PreparedContent,
  links: readonly TrackedLink[],
  reader: Reader,
): RenderResult {
  const leave = unsubscribeUrl(signer, reader);
  const scope = withUnsubscribe(reader.scope, leave);
  const subject = renderTemplate(content.subject, scope, { escape: "none" });
  if (!subject.ok) return subject;
  const html = renderTemplate(content.html, scope, { escape: "html" });
  if (!html.ok) return html;
  const text = renderTemplate(content.text, scope, { escape: "none" });
  if (!text.ok) return text;
  const addressed = (body: string) => trackLinks(signer, body, reader.messageId, links);
  const needsFooter = content.needsFooter || !html.text.includes(leave);
  const end = (needsFooter ? footer(leave) : "") + (content.trackOpens ? openPixel(signer, reader.messageId) : "");
  return {
    ok: true,
    mail: {
      subject: headerText(subject.text),
      html: atEnd(addressed(html.text), end),
      text:
        addressed(text.text) + (needsFooter || !text.text.includes(leave) ? `\n\n-- \nUnsubscribe: ${leave}\n` : "\n"),
      missing: [...new Set([...subject.missing, ...html.missing])],
    },
  };
}

/** `{{ unsubscribe_url }}` is what other senders call it. */
function withUnsubscribe(scope: Scope, url: string): Scope {
  const contact = typeof scope.contact === "object" && scope.contact !== null ? scope.contact : {};
  return { ...scope, unsubscribe_url: url, contact: { ...contact, unsubscribe_url: url, unsubscribeUrl: url } };
}

function atEnd(html: string, end: string): string {
  const at = html.lastIndexOf(endMark);
  return at < 0 ? html + end : html.slice(0, at) + end + html.slice(at + endMark.length);
}

const footer = (url: string): string =>
  `<p style="margin:24px 0 0;text-align:center;font-family:sans-serif;font-size:12px;line-height:18px;color:#66737a"><a href="${url}" style="color:#66737a">Unsubscribe</a></p>`;
