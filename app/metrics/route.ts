import { metricsRoute } from "@/lib/api/metrics-route";

export const GET = metricsRoute;
