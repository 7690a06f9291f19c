import { runtime } from "@/lib/runtime";

/** better-auth's own endpoints. Where it says when to try again, it says so in a header of its own: the standard one is added. */
export async function authRoute(request: Request): Promise<Response> {
  const { auth } = await runtime();
  const response = await auth.handler(request);
  const retryAfter = response.headers.get("x-retry-after");
  if (retryAfter === null) return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", retryAfter);
  return new Response(response.body, { status: response.status, headers });
}
