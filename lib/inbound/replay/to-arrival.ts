import { newUuid } from "@/db/ids";
import type { Arrival } from "../arrival";
import { parseBody, parseUrlencoded } from "../parse-body";
import type { LoggedRequest } from "./load";

/**
 * The same bytes as a new request to the same webhook, by its id: signature and idempotency key were checked when it came, and the
 * person behind it has the address from which it came then.
 */
export async function toArrival(logged: LoggedRequest, at: Date): Promise<Arrival> {
  const contentType = logged.contentType ?? undefined;
  return {
    id: newUuid(),
    hook: { hookId: logged.hookId },
    mode: logged.mode,
    origin: "replay",
    replayOf: logged.id,
    method: logged.method,
    contentType,
    headers: logged.headers,
    ip: logged.ip,
    userAgent: logged.userAgent,
    at,
    startedMs: performance.now(),
    body: logged.body,
    query: logged.query,
    content: logged.body === null ? readQuery(logged.query ?? "") : await parseBody(contentType ?? "", logged.body),
    idempotency: null,
  };
}

const readQuery = (query: string): Arrival["content"] =>
  query === "" ? { ok: true, entries: [] } : parseUrlencoded(Buffer.from(query, "utf8"));
