/** What programs call themselves that follow every link of a mail or load its images before anybody has read it. */
const programs =
  /bot\b|crawl|spider|scan|preview|prefetch|barracuda|proofpoint|mimecast|safelinks|urldefense|symantec|trendmicro|forcepoint|zscaler|curl\/|wget\/|python|go-http-client|okhttp|java\/|libwww|^node$|facebookexternalhit|whatsapp|skypeuri/i;

/** Apple's Mail Privacy Protection loads every image through a proxy that calls itself this and nothing more. */
const appleMailPrivacy = "Mozilla/5.0";

const prefetchHeaders = ["purpose", "sec-purpose", "x-purpose", "x-moz"];

/**
 * Whether a program rather than the reader asks for an image or a link, by what the request says of itself. Image proxies that load
 * when the mail is opened (Gmail's, Yahoo's) are not counted as programs. A guess to both sides: such events are flagged, not dropped.
 */
export function isMachine(headers: Headers): boolean {
  if (prefetchHeaders.some((name) => /prefetch|preview|prerender/i.test(headers.get(name) ?? ""))) return true;
  const userAgent = headers.get("user-agent")?.trim() ?? "";
  return userAgent === "" || userAgent === appleMailPrivacy || programs.test(userAgent);
}

/** Nobody reads a mail and follows a link of it in this time after it was handed to the mail server. */
const readingMsMin = 2_000;

export const isTooSoon = (clickedAt: Date, sentAt: Date | null): boolean =>
  sentAt !== null && clickedAt.getTime() - sentAt.getTime() < readingMsMin;
