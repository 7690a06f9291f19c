import { readerRoute } from "@/lib/api/reader-route";
import { allowing, answerClick } from "@/lib/campaigns/tracking/answer";

export const GET = readerRoute(answerClick);
export const HEAD = readerRoute(answerClick);
export const OPTIONS = allowing("GET, HEAD, OPTIONS");
