import { surveyDue, waitedS } from "../background/survey";
import { sameBytes, sha256 } from "../crypto";
import { measureDeliveries } from "../deliveries/measure";
import { runtime } from "../runtime";

const isLocal = (host: string) => host === "localhost" || /^(127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);

/** Prometheus' numbers, for callers with the token, or from this machine where none is set. */
export async function metricsRoute(request: Request): Promise<Response> {
  const { env, metrics, ctx } = await runtime();
  const caller = request.headers.get("x-forwarded-for")?.split(",", 1)[0]?.trim() ?? "";
  const allowed =
    env.metricsToken === undefined
      ? // Behind a proxy on this machine everybody seems to call from here.
        isLocal(new URL(env.publicUrl).hostname) && isLocal(caller)
      : sameBytes(sha256(request.headers.get("authorization") ?? ""), sha256(`Bearer ${env.metricsToken}`));
  if (!allowed)
    return Response.json(
      { error: { code: "unauthorized", message: "Send METRICS_TOKEN as a bearer token, or call from this machine." } },
      { status: 401 },
    );
  for (const { drain, due } of await surveyDue(ctx)) {
    if (due !== null) metrics.backgroundDue.set({ function: drain.name }, due.count);
    metrics.backgroundOldestDueSeconds.set({ function: drain.name }, waitedS(due, ctx.now()));
  }
  const { queued, held, succeeded, failed } = await measureDeliveries(ctx);
  metrics.deliveries.set({ state: "queued" }, queued);
  metrics.deliveries.set({ state: "held" }, held);
  metrics.deliveryAttempts.set({ result: "succeeded" }, succeeded);
  metrics.deliveryAttempts.set({ result: "failed" }, failed);
  return new Response(await metrics.registry.metrics(), { headers: { "content-type": metrics.registry.contentType } });
}
