import { sql } from "drizzle-orm";
import { check, integer, pgTable } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

/** How far the worker is in bringing everybody's eligibility up to date, after a change of criteria or in a new month. */
export const eligibilityRuns = pgTable(
  "eligibility_runs",
  {
    id: id(),
    beganAt: instant("began_at").notNull(),
    /** Null: it is under way, or its worker died and another begins anew. */
    endedAt: instant("ended_at"),
    /** Customers of which somebody knows, and how many of them were looked at. */
    total: integer("total").notNull(),
    done: integer("done").notNull().default(0),
    changed: integer("changed").notNull().default(0),
  },
  (t) => [check("eligibility_runs_counted", sql`${t.done} >= 0 and ${t.changed} >= 0`)],
);
