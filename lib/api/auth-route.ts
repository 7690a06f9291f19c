import { runtime } from "@/lib/runtime";
import { isAppError } from "../errors";
import { readCapped } from "./read-json";

/** Credentials and names are short. */
const bodyBytesMax = 64 * 1024;

/** better-auth's own endpoints. Where it says when to try again, it says so in a header of its own: the standard one is added. */
export const authRoute = (request: Request): Promise<Response> => answer(request).catch(refuse);

async function answer(request: Request): Promise<Response> {
  const { auth } = await runtime();
  const response = await auth.handler(await capped(request));
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter === null) return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", retryAfter);
  return new Response(response.body, { status: response.status, headers });
}

/** The same request with a body that is known to be small: better-auth itself reads one of any size. */
async function capped(request: Request): Promise<Request> {
  if (request.method === "GET" || request.method === "HEAD") return request;
  const body = await readCapped(request, bodyBytesMax);
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}

function refuse(error: unknown): Response {
  if (!isAppError(error)) throw error;
  return Response.json({ code: error.code, message: error.message }, { status: error.status });
}
