import { STATUS_CODES } from "node:http";
import type { Cause } from "../outbound/causes";
import type { Exchange } from "../outbound/outbound";

/** Why an exchange did not deliver: a code, and one sentence for the reader of the log. */
export interface Refused {
  cause: Cause;
  message: string;
}

/** What an exchange means: null when it delivered. Only a 2xx does, and a redirect where the webhook says so. */
export function judge(exchange: Exchange, { redirectIsSuccess }: { redirectIsSuccess: boolean }): Refused | null {
  if (!exchange.answered) return { cause: exchange.cause, message: exchange.message };
  const { status, headers } = exchange.response;
  if (status >= 200 && status < 300) return null;
  const answered = `${status}${STATUS_CODES[status] === undefined ? "" : ` (${STATUS_CODES[status]})`}`;
  if (status === 410)
    return { cause: "gone", message: `Their server answered ${answered}: nobody wants this any more.` };
  if (status >= 300 && status < 400) {
    if (redirectIsSuccess) return null;
    const to = headers.location === undefined ? "another address" : headers.location.slice(0, 200);
    return {
      cause: "redirect",
      message: `Their server answered ${answered} and points to ${to}. Redirects are not followed.`,
    };
  }
  return { cause: "status", message: `Their server answered ${answered}.` };
}
