import type { Sql, TransactionSql } from "@/db/client";
import { newUuid } from "@/db/ids";
import { rowsOf } from "@/db/rows";
import type { Ctx } from "../../context";
import { findLinks } from "./find-links";
import { decodeEntities, isTemplate, originOf } from "./link-address";
import { type LinkToken, signToken } from "./token";

/** What signs links and knows where they lead to. */
export type Signer = Pick<Ctx, "key" | "env">;

/** A template whose links are marked, and where they lead to, each address once. */
export interface PreparedLinks {
  html: string;
  urls: string[];
}

/** A campaign's link as it is stored. The id is a bare UUID. */
export interface TrackedLink {
  id: string;
  url: string;
}

/** A mail to a contact. Ids are bare UUIDs. */
export interface MailTarget {
  messageId: string;
  contactId: string;
  audienceId: string;
}

const mark = (index: number, address: string) => `tidegate-link:${index}:${address}:tidegate-end`;
const marks = /tidegate-link:(\d{1,5}):(.*?):tidegate-end/gs;

/**
 * Marks the links of an HTML template, once per campaign: before Liquid renders it for each contact, so that the report has one line for
 * `https://shop.example/?name={{ contact.first_name }}`. Left alone, and not tracked: what is no http(s) address, and an address whose
 * host comes from Liquid: who signs up with a host of their own must not get our signature on it (`{{ unsubscribe_url }}` is one of these).
 */
export function prepareLinks(html: string): PreparedLinks {
  const numbers = new Map<string, number>();
  let out = "";
  let copied = 0;
  for (const { start, end } of findLinks(html)) {
    const address = html.slice(start, end);
    const url = decodeEntities(address).trim();
    if (originOf(url) === null) continue;
    const number = numbers.get(url) ?? numbers.size;
    numbers.set(url, number);
    out += html.slice(copied, start) + mark(number, isTemplate(url) ? address : "");
    copied = end;
  }
  return { html: out + html.slice(copied), urls: [...numbers.keys()] };
}

const linkRows = rowsOf({ id: "uuid", campaign_id: "uuid", url: "text" });

/** Stores where a campaign's mails lead to, in the order of the addresses; the same address keeps its link. @param campaignId bare UUID */
export async function saveLinks(
  sql: Sql | TransactionSql,
  campaignId: string,
  urls: readonly string[],
): Promise<TrackedLink[]> {
  if (urls.length === 0) return [];
  const rows = urls.map((url) => ({ id: newUuid(), campaign_id: campaignId, url }));
  await sql`
    insert into campaign_links (id, campaign_id, url) select id, campaign_id, url from ${linkRows(rows)} as r
    on conflict do nothing`;
  const stored = await sql<TrackedLink[]>`
    select id, url from campaign_links where campaign_id = ${campaignId} and url = any(${[...urls]}::text[])`;
  const idOf = new Map(stored.map(({ id, url }) => [url, id]));
  return urls.map((url) => {
    const id = idOf.get(url);
    if (id === undefined) throw new Error("a link that was just stored is there");
    return { id, url };
  });
}

/**
 * Makes the marked links of a rendered mail lead through `/c/{token}`. A link that Liquid has made something else of stays as it is.
 * @param html a `PreparedLinks.html` after Liquid
 * @param links of `saveLinks`, for the `urls` of the same `prepareLinks`
 */
export function trackLinks(
  { key, env }: Signer,
  html: string,
  messageId: string,
  links: readonly TrackedLink[],
): string {
  return html.replace(marks, (_, number: string, address: string) => {
    const link = links[Number(number)];
    if (link === undefined) return address;
    if (!isTemplate(link.url))
      return `${env.publicUrl}/c/${signToken(key, { kind: "click", messageId, linkId: link.id })}`;
    const target = targetOf(link.url, address);
    if (target === null) return address;
    const token = signToken(key, { kind: "clickTo", messageId, linkId: link.id }, target);
    return `${env.publicUrl}/c/${token}?to=${inAddress(target)}`;
  });
}

/**
 * The same for a mail that is no campaign's, and has no stored links: each address is signed whole.
 * @param mailId bare UUID of a row of `mails`
 * @param urls of the `prepareLinks` that marked them
 */
export function trackMailLinks({ key, env }: Signer, html: string, mailId: string, urls: readonly string[]): string {
  return html.replace(marks, (_, number: string, address: string) => {
    const url = urls[Number(number)];
    if (url === undefined) return address;
    const target = isTemplate(url) ? targetOf(url, address) : url;
    if (target === null) return address;
    return `${env.publicUrl}/c/${signToken(key, { kind: "mailClick", mailId }, target)}?to=${inAddress(target)}`;
  });
}

/** Where Liquid has made a link lead to; null when that is not on the host that the author wrote. */
function targetOf(url: string, address: string): string | null {
  const target = decodeEntities(address).trim();
  return originOf(target) === null || originOf(target) !== originOf(url) ? null : target;
}

const inAddress = (target: string): string => encodeURIComponent(target).replaceAll("'", "%27");

/** The invisible image that tells of an opening, to be put before `</body>`. @param messageId bare UUID */
export const openPixel = (signer: Signer, messageId: string): string => pixel(signer, { kind: "open", messageId });

/** The same for a mail that is no campaign's. @param mailId bare UUID */
export const mailPixel = (signer: Signer, mailId: string): string => pixel(signer, { kind: "mailOpen", mailId });

const pixel = ({ key, env }: Signer, token: LinkToken): string =>
  `<img src="${env.publicUrl}/o/${signToken(key, token)}" width="1" height="1" alt="" style="display:block;border:0">`;

/** The page on which the reader of a mail unsubscribes. It works for as long as the contact exists, also without the campaign. */
export const unsubscribeUrl = ({ key, env }: Signer, { messageId, contactId, audienceId }: MailTarget): string =>
  `${env.publicUrl}/unsubscribe/${signToken(key, { kind: "unsubscribe", messageId, contactId, audienceId })}`;

/** The same for a contact without a mail: `contact.unsubscribe_url` of payloads. Ids are bare UUIDs. */
export const unsubscribeUrlOf = ({ key, env }: Signer, contact: { contactId: string; audienceId: string }): string =>
  `${env.publicUrl}/unsubscribe/${signToken(key, { kind: "unsubscribeContact", contactId: contact.contactId, audienceId: contact.audienceId })}`;

/** The page for whom an event is about, by its mail if it has one: the port that payloads of webhooks take. Null for nobody. */
export const unsubscribeUrls =
  (signer: Signer) =>
  ({ messageId, contactId, audienceId }: { [K in keyof MailTarget]: string | null }): string | null => {
    if (contactId === null || audienceId === null) return null;
    return messageId === null
      ? unsubscribeUrlOf(signer, { contactId, audienceId })
      : unsubscribeUrl(signer, { messageId, contactId, audienceId });
  };

/** What lets mail programs offer a button of their own (RFC 2369, RFC 8058). */
export const oneClickHeaders = (signer: Signer, mail: MailTarget): Record<string, string> => ({
  "List-Unsubscribe": `<${unsubscribeUrl(signer, mail)}>`,
  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
});
