import { sameBytes, sha256 } from "../crypto";
import { runtime } from "../runtime";

/** Prometheus' numbers, for callers with the token, or from this machine where none is set. */
export async function metricsRoute(request: Request): Promise<Response> {
  const { env, metrics } = await runtime();
  const caller = request.headers.get("x-forwarded-for")?.split(",", 1)[0]?.trim() ?? "";
  const allowed =
    env.metricsToken === undefined
      ? /^(127\.\d+\.\d+\.\d+|::1)$/.test(caller)
      : sameBytes(sha256(request.headers.get("authorization") ?? ""), sha256(`Bearer ${env.metricsToken}`));
  if (!allowed)
    return Response.json(
      { error: { code: "unauthorized", message: "Send METRICS_TOKEN as a bearer token, or call from this machine." } },
      { status: 401 },
    );
  return new Response(await metrics.registry.metrics(), { headers: { "content-type": metrics.registry.contentType } });
}
