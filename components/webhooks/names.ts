import type { Webhook } from "@/lib/webhooks/contract";

type Named = Pick<Webhook, "name" | "url">;

/** What a webhook is called where there is room for a few words: its name, else the host it sends to. */
export const webhookName = ({ name, url }: Named): string => name || hostOf(url);

export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** A URL in two parts, so that the host can stand out: "api.example.com", "/webhooks/campaign-events". */
export function urlParts(url: string): { scheme: string; host: string; rest: string } {
  if (!URL.canParse(url)) return { scheme: "", host: url, rest: "" };
  const { protocol, host, pathname, search } = new URL(url);
  const rest = pathname === "/" && search === "" ? "" : `${pathname}${search}`;
  // Plain HTTP is worth seeing, HTTPS goes without saying.
  return { scheme: protocol === "https:" ? "" : `${protocol}//`, host, rest };
}
