import { sql } from "drizzle-orm";
import { customType, smallint, timestamp } from "drizzle-orm/pg-core";
import { fromUuid, type IdPrefix, toUuid } from "./ids";

/** A `uuid` column that the code sees as a prefixed id (`con_…`). */
export const id = (prefix: IdPrefix) =>
  customType<{ data: string; driverData: string }>({
    dataType: () => "uuid",
    toDriver: (value) => toUuid(prefix, value),
    fromDriver: (value) => fromUuid(prefix, value),
  });

/** Raw bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});

/** Words to search by, as `array_to_tsvector` makes them. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const createdAt = () => timestamp("created_at", { withTimezone: true }).notNull().defaultNow();
export const updatedAt = () => timestamp("updated_at", { withTimezone: true }).notNull().defaultNow();
export const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Which of a counter's rows a connection adds to. Concurrent writers have different ones, so that none waits for another's commit. */
export const counterSlot = () => smallint("slot").notNull().default(sql`(pg_backend_pid() % 16)`);
