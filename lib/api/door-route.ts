import { answerWeb } from "../inbound/mounts/web";
import { runtime } from "../runtime";

/** The doors behind Next's router: the same answers as the server's own mount. */
export async function doorRoute(request: Request): Promise<Response> {
  const { door } = await runtime();
  // The custom server, or the platform, has put the caller's one address here.
  const ip = request.headers.get("x-forwarded-for")?.split(",", 1)[0]?.trim() ?? null;
  return answerWeb(door, request, ip);
}
