import type { Fragment, Sql, TransactionSql } from "@/db/client";

/** Drains that may work beside each other. All deliveries of a webhook share one, so that its limits are kept in one place. */
export const deliveryShards = 4;

/** The shard of a webhook, by its bare UUID. */
export const shardOfWebhook = (webhookId: string): number => Number.parseInt(webhookId.slice(-2), 16) % deliveryShards;

/** The same in SQL; `column` is a `uuid`. */
export const shardSql = (sql: Sql | TransactionSql, column: Fragment): Fragment =>
  sql`(get_byte(uuid_send(${column}), 15) % ${deliveryShards}::int)::smallint`;
