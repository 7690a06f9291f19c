import { newId } from "@/db/ids";
import { AppError, isAppError } from "../errors";
import type { Contract } from "../http/contract";
import type { Log } from "../log";
import { isOutage } from "../outage";

/** What an operation adds to its answer: `Set-Cookie` lines of a session that was prolonged. */
export interface AnswerExtras {
  cookies: string[];
}

/**
 * Runs an operation and turns what comes of it into a response: the contract's status with JSON, or the error envelope. Failures that
 * are no promise of ours are logged with the request's id and told without details.
 */
export async function respond(
  log: Log,
  contract: Contract,
  work: (requestId: string, extras: AnswerExtras) => Promise<unknown>,
): Promise<Response> {
  const requestId = newId("req");
  const extras: AnswerExtras = { cookies: [] };
  const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
  try {
    const answer = await work(requestId, extras);
    for (const cookie of extras.cookies) headers.append("set-cookie", cookie);
    if (answer instanceof Response) {
      for (const [name, value] of headers) answer.headers.append(name, value);
      return answer;
    }
    if (contract.status === 204) return new Response(null, { status: 204, headers });
    return Response.json(answer, { status: contract.status, headers });
  } catch (error) {
    const told = isAppError(error) ? error : hide(log, error, contract, requestId);
    if (told.retryAfterS !== undefined) headers.set("retry-after", String(told.retryAfterS));
    const { code, message, issues } = told;
    return Response.json({ error: { code, message, issues, requestId } }, { status: told.status, headers });
  }
}

function hide(log: Log, error: unknown, contract: Contract, requestId: string): AppError {
  log.error({ err: error, requestId, method: contract.method, path: contract.path }, "a request failed");
  if (isOutage(error))
    return new AppError("unavailable", "The database can't be reached right now. Try again in a moment.", undefined, 5);
  return new AppError("internal", `Something went wrong on our side. Try again; if it stays, quote ${requestId}.`);
}
