import type { Issue } from "../errors";
import { hopsMax } from "./limits";

/** Why a request is not processed: an expected answer, not an exception. */
export interface Refusal {
  status: 400 | 401 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 508;
  /** One sentence that tells the sender what to do. */
  message: string;
  issues?: Issue[];
  /** What HTTP wants said beside the body. */
  headers?: Record<string, string>;
}

export const noSuchHook = "It looks like the webhook you're trying to access doesn't exist.";
export const goesRound = `This request has been through ${hopsMax} webhooks already: two systems are calling each other.`;

export const refusal = (status: Refusal["status"], message: string, issues?: Issue[]): Refusal =>
  issues === undefined ? { status, message } : { status, message, issues };
