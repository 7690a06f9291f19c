import { readerRoute } from "@/lib/api/reader-route";
import { allowing, answerOpen } from "@/lib/campaigns/tracking/answer";

export const GET = readerRoute(answerOpen);
export const HEAD = readerRoute(answerOpen);
export const OPTIONS = allowing("GET, HEAD, OPTIONS");
