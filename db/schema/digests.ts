import { sql } from "drizzle-orm";
import { check, date, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, noLongerThan } from "./columns";
import { users } from "./partners";
import { cadences } from "./states";

/** K7: what somebody wants to be mailed; without a row a digest each week, and every notice. */
export const noticeChoices = pgTable(
  "notice_choices",
  {
    userId: uuid("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    digest: text("digest", { enum: cadences }).notNull(),
    /** Since when: no digest of before is owed. */
    chosenAt: instant("chosen_at").notNull(),
    /** Templates of notices that they turned off. */
    muted: text("muted").array().notNull().default([]),
  },
  (t) => [
    check("notice_choices_length", noLongerThan(2_000, t.digest, sql`${t.muted}::text`)),
    check("notice_choices_digest", sql`${t.digest} in ('daily', 'weekly', 'off')`),
  ],
);

/** K7: that a person's digest of a period was made, once, whatever stopped and began again. */
export const digests = pgTable(
  "digests",
  {
    id: uuid("id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The first day of the period where the person is: the day, or the week's Monday. */
    period: date("period").notNull(),
    madeAt: instant("made_at").notNull(),
    /** Null: there was nothing to say, and nothing was sent. */
    emailId: uuid("email_id"),
    /** Of the token behind which it is changed how often they come. */
    tokenHash: bytea("token_hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.period] }),
    uniqueIndex("digests_token").on(t.tokenHash),
    check("digests_length", noLongerThan(32, t.tokenHash)),
  ],
);
