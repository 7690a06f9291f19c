import { escapeHtml } from "../../http/public-page";
import { checkTemplate } from "../../variables/liquid";
import { prepareLinks } from "../tracking/links";
import { type HtmlPiece, htmlPieces, liquidTagsIn, visiblePieces } from "./html-pieces";
import { plainText } from "./plain-text";

/** What a campaign says, as it is stored: Liquid in all of it. */
export interface CampaignContent {
  subject: string;
  previewText: string;
  html: string;
  trackOpens: boolean;
  trackClicks: boolean;
}

/** Templates that need nothing but Liquid and each contact's own addresses. Made once per campaign. */
export interface PreparedContent {
  subject: string;
  html: string;
  /** Null when Liquid and tags are so entangled that each mail's text must be made from its HTML. */
  text: string | null;
  /** Where the marked links lead to, each address once. */
  urls: string[];
  trackOpens: boolean;
  /** The unsubscribe link stands nowhere, or in a comment alone. */
  needsFooter: boolean;
}

/** Where the footer and the pixel come, after Liquid. The last one counts: nothing that a contact wrote stands behind it. */
export const endMark = "<!--tidegate-end-of-mail-->";

const unsubscribeTag = /\{\{-?\s*(?:contact\.)?unsubscribe(?:_url|Url)\b/;

/** Whether readers find the unsubscribe link, as far as the template tells: Liquid may still leave it out for some. */
export const mentionsUnsubscribe = (html: string): boolean =>
  visiblePieces(html).some(({ source }) => unsubscribeTag.test(source));

/** Does everything about a campaign's content that is the same for all who get it. Pure. */
export function prepareContent({
  subject,
  previewText,
  html,
  trackOpens,
  trackClicks,
}: CampaignContent): PreparedContent {
  const clean = htmlPieces(html).map(withoutNotes).join("");
  const linked = trackClicks ? prepareLinks(clean) : { html: clean, urls: [] };
  const text = plainText(linked.html);
  return {
    subject,
    html: insertEnd(insertPreview(linked.html, previewText)),
    text: checkTemplate(text).ok ? text : null,
    urls: linked.urls,
    trackOpens,
    needsFooter: !mentionsUnsubscribe(clean),
  };
}

/** Comments are notes of the author's, except for those that Outlook reads. */
const withoutNotes = (piece: HtmlPiece): string =>
  piece.type !== "comment" || /^<!--\[if|<!\[endif\]-->$/i.test(piece.source)
    ? piece.source
    : liquidTagsIn(piece)
        .map(({ source }) => source)
        .join("");

const hidden = "display:none;max-height:0;overflow:hidden;mso-hide:all";

/** What inboxes show after the subject: the first text of the body, out of sight in the mail itself. */
function insertPreview(html: string, previewText: string): string {
  if (previewText === "") return html;
  const preview = `<div style="${hidden}">${escapeAroundLiquid(previewText)}</div>`;
  const body = htmlPieces(html).find((piece) => piece.type === "tag" && piece.name === "body" && !piece.closing);
  const at = body === undefined ? 0 : body.start + body.source.length;
  return html.slice(0, at) + preview + html.slice(at);
}

const escapeAroundLiquid = (text: string): string =>
  text
    .split(/(\{\{.*?\}\}|\{%.*?%\})/s)
    .map((part, index) => (index % 2 === 1 ? part : escapeHtml(part)))
    .join("");

/** Before the end of the body, or else of the document. */
function insertEnd(html: string): string {
  const ends = htmlPieces(html).filter((piece) => piece.type === "tag" && piece.closing);
  const endOf = (name: string) => ends.findLast((piece) => piece.type === "tag" && piece.name === name)?.start;
  const at = endOf("body") ?? endOf("html") ?? html.length;
  return html.slice(0, at) + endMark + html.slice(at);
}
