import { sql } from "drizzle-orm";
import { customType, timestamp, uuid } from "drizzle-orm/pg-core";

/** Primary key: a random UUID. */
export const id = () =>
  uuid("id")
    .primaryKey()
    .default(sql`gen_random_uuid()`);

/** An instant, stored with time zone, read as a Date with millisecond precision. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Raw bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Text that sorts as people expect in every script. */
export const sortedText = customType<{ data: string }>({
  dataType: () => 'text collate "und-x-icu"',
});
