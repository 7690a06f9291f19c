import { readerRoute } from "@/lib/api/reader-route";
import { allowing } from "@/lib/campaigns/tracking/answer";
import { answerUnsubscribe } from "@/lib/campaigns/tracking/answer-unsubscribe";

export const GET = readerRoute(answerUnsubscribe);
export const HEAD = readerRoute(answerUnsubscribe);
export const POST = readerRoute(answerUnsubscribe);
export const OPTIONS = allowing("GET, HEAD, POST, OPTIONS");
