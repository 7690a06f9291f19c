import { callerOf } from "../../http/caller";
import { publicPageHeaders } from "../../http/public-page";
import type { ReaderDeps } from "./answer";
import { lookAtSubscription, type Subscription, undoUnsubscribe, unsubscribe } from "./unsubscribe";
import { unsubscribePage } from "./unsubscribe-page";

/**
 * `/unsubscribe/{token}`: GET and HEAD show a page and change nothing, any POST unsubscribes, whatever its body: the page's button and
 * the mail program's own (`List-Unsubscribe=One-Click`, RFC 8058) are one. Only the page's other button posts to `?undo`.
 */
export async function answerUnsubscribe({ ctx }: ReaderDeps, request: Request, token: string): Promise<Response> {
  const { status, html } = unsubscribePage(await subscriptionAfter(ctx, request, token));
  return new Response(request.method === "HEAD" ? null : html, { status, headers: publicPageHeaders });
}

function subscriptionAfter(ctx: ReaderDeps["ctx"], request: Request, token: string): Promise<Subscription> {
  if (request.method !== "POST") return lookAtSubscription(ctx, token);
  const undo = new URL(request.url).searchParams.has("undo");
  return (undo ? undoUnsubscribe : unsubscribe)(ctx, token, callerOf(request));
}
