import type { Issue } from "../errors";

/** Why a request is not processed: an expected answer, not an exception. */
export interface Refusal {
  status: 400 | 404 | 409 | 413 | 415 | 422 | 429;
  /** One sentence that tells the sender what to do. */
  message: string;
  issues?: Issue[];
}

export const refusal = (status: Refusal["status"], message: string, issues?: Issue[]): Refusal =>
  issues === undefined ? { status, message } : { status, message, issues };
