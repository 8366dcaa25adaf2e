import { sql } from "drizzle-orm";
import { boolean, check, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** What this installation is: one row, written by `migrate` alone. */
export const installation = pgTable(
  "installation",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind", { enum: ["demonstration", "test", "production"] }).notNull(),
    /** D19: whether staff release contacts outside of the customer's domains (`CONTACT_RELEASE`). */
    contactRelease: boolean("contact_release").notNull().default(true),
    madeAt: instant("made_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("installation_once").on(sql`(true)`),
    check("installation_kind", sql`${t.kind} in ('demonstration', 'test', 'production')`),
  ],
);
