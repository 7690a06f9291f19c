import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** The process's own numbers, in Prometheus' words. */
export interface Metrics {
  registry: Registry;
  doorRequests: Counter<"status">;
  doorSeconds: Histogram;
  doorBatchSize: Histogram;
  backgroundDue: Gauge<"function">;
  backgroundOldestDueSeconds: Gauge<"function">;
  deliveries: Gauge<"state">;
  deliveryAttempts: Gauge<"result">;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    doorRequests: new Counter({
      name: "tidegate_door_requests_total",
      help: "Requests to the inbound doors by answered status; 404 are unknown URLs, which no ledger keeps.",
      labelNames: ["status"],
      registers,
    }),
    doorSeconds: new Histogram({
      name: "tidegate_door_seconds",
      help: "Time from a request's arrival to its durable answer.",
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    doorBatchSize: new Histogram({
      name: "tidegate_door_batch_size",
      help: "Requests that shared a transaction.",
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256, 400],
      registers,
    }),
    backgroundDue: new Gauge({
      name: "tidegate_background_due",
      help: "What could be done now by each background function; counting stops at 10000.",
      labelNames: ["function"],
      registers,
    }),
    backgroundOldestDueSeconds: new Gauge({
      name: "tidegate_background_oldest_due_seconds",
      help: "How long the oldest due work of each background function has waited.",
      labelNames: ["function"],
      registers,
    }),
    deliveries: new Gauge({
      name: "tidegate_deliveries",
      help: "Deliveries that are in the queue or held; counting stops at 100000.",
      labelNames: ["state"],
      registers,
    }),
    deliveryAttempts: new Gauge({
      name: "tidegate_delivery_attempts",
      help: "Attempts to deliver since the beginning of the hour before this one, by result.",
      labelNames: ["result"],
      registers,
    }),
  };
}
