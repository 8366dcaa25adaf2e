import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant, noLongerThan, ownId } from "./columns";
import { memberships, partners, users } from "./partners";

const nobody = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/** K3: a list as somebody looks at it: an address under a name. It holds no row, and gives nobody a right to one. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: ownId(),
    /** Whose lists; null: the programme's. */
    partnerId: uuid("partner_id").references(() => partners.id),
    /** Who has it; null: everybody there. */
    userId: uuid("user_id").references(() => users.id),
    path: text("path").notNull(),
    query: text("query").notNull(),
    name: text("name").notNull(),
    isDefault: boolean("is_default").notNull(),
    pinned: boolean("pinned").notNull(),
    savedAt: instant("saved_at").notNull(),
    savedBy: uuid("saved_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    check("saved_views_length", noLongerThan(3_000, t.path, t.query, t.name)),
    primaryKey({ columns: [t.id] }),
    index("saved_views_of_place").on(t.partnerId, t.userId),
    uniqueIndex("saved_views_name").on(
      sql`coalesce(${t.partnerId}, ${nobody})`,
      sql`coalesce(${t.userId}, ${nobody})`,
      t.path,
      sql`lower(${t.name})`,
    ),
    uniqueIndex("saved_views_default")
      .on(sql`coalesce(${t.partnerId}, ${nobody})`, sql`coalesce(${t.userId}, ${nobody})`, t.path)
      .where(sql`is_default`),
    foreignKey({
      name: "saved_views_user_of_partner",
      columns: [t.partnerId, t.userId],
      foreignColumns: [memberships.partnerId, memberships.userId],
    }),
  ],
);
