import type { Ctx } from "../../context";
import { callerOf } from "../../http/caller";
import { publicPage, publicPageHeaders } from "../../http/public-page";
import type { MailTracker } from "./create-tracker";
import { isTemplate, originOf } from "./link-address";
import type { TrackedLink } from "./links";
import { isMachine } from "./machine";
import { readToken } from "./token";
import type { Visit } from "./visit";

/** What answering a reader needs of the runtime. */
export interface ReaderDeps {
  ctx: Ctx;
  tracker: MailTracker;
}

/** One transparent pixel. */
const pixel = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");
const pixelHeaders = {
  "content-type": "image/gif",
  "content-length": String(pixel.length),
  // Proxies that keep it would hide every opening but the first.
  "cache-control": "no-store, max-age=0",
  "x-content-type-options": "nosniff",
};

/** `/o/{token}`: the image, at once; the opening is written afterwards. HEAD answers the same and writes nothing. */
export function answerOpen({ ctx, tracker }: ReaderDeps, request: Request, text: string): Response {
  const token = readToken(ctx.key, text);
  if (token?.kind !== "open" && token?.kind !== "mailOpen") return notValid();
  if (request.method === "HEAD") return new Response(null, { headers: pixelHeaders });
  void tracker.record(visitOf(ctx, request, token, null));
  return new Response(pixel, { headers: pixelHeaders });
}

/** A reader waits for the click to be durable, but not for a database in trouble. */
const patienceMs = 300;
/** Longer addresses than servers take. */
const targetCharactersMax = 8_000;

/**
 * `/c/{token}`: leads to the address that is stored for the link, or, where it differs by reader, to the signed one on the stored host;
 * nowhere else. HEAD answers the same and writes nothing.
 */
export async function answerClick({ ctx, tracker }: ReaderDeps, request: Request, text: string): Promise<Response> {
  const to = new URL(request.url).searchParams.get("to") ?? "";
  const token = readToken(ctx.key, text) ?? (to.length > targetCharactersMax ? null : readToken(ctx.key, text, to));
  if (token?.kind === "mailClick") return answerMailClick({ ctx, tracker }, request, token, to);
  if (token?.kind !== "click" && token?.kind !== "clickTo") return notValid();
  const [link] = await ctx.sql<TrackedLink[]>`select id, url from campaign_links where id = ${token.linkId}`;
  if (link === undefined) return gone();
  const url = token.kind === "clickTo" ? to : link.url;
  if (
    isTemplate(link.url) !== (token.kind === "clickTo") ||
    originOf(url) === null ||
    originOf(url) !== originOf(link.url)
  )
    return notValid();
  if (request.method !== "HEAD") await withPatience(tracker.record(visitOf(ctx, request, token, { id: link.id, url })));
  return leadTo(url);
}

/** A link of a mail that is no campaign's: the signature covers the address, so it leads where the mail said, for ever. */
async function answerMailClick(
  { ctx, tracker }: ReaderDeps,
  request: Request,
  token: { mailId: string },
  url: string,
): Promise<Response> {
  if (originOf(url) === null) return notValid();
  if (request.method !== "HEAD") await withPatience(tracker.record(visitOf(ctx, request, token, { id: null, url })));
  return leadTo(url);
}

const leadTo = (url: string): Response =>
  new Response(null, {
    status: 302,
    // As a URL it has no line breaks, whatever a template made of it.
    headers: { location: new URL(url).href, "cache-control": "no-store, max-age=0", "x-robots-tag": "noindex" },
  });

function visitOf(
  ctx: ReaderDeps["ctx"],
  request: Request,
  mail: { messageId: string } | { mailId: string },
  link: Visit["link"],
): Visit {
  const id = "messageId" in mail ? mail.messageId : mail.mailId;
  const ofCampaign = "messageId" in mail;
  return { messageId: id, ofCampaign, link, at: ctx.now(), ...callerOf(request), machine: isMachine(request.headers) };
}

async function withPatience(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}

const page = (status: number, title: string, body: string) =>
  new Response(publicPage("Tidegate", title, body), { status, headers: publicPageHeaders });

const notValid = () =>
  page(404, "This link is not valid", "<p>Check that you opened the whole link from the mail.</p>");

const gone = () =>
  page(410, "This link is no longer available", "<p>The campaign that this link was part of has been deleted.</p>");

/** Answers OPTIONS without asking who: nothing here is for scripts of other pages. */
export const allowing = (methods: string) => (): Response =>
  new Response(null, { status: 204, headers: { allow: methods } });
