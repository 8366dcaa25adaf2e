import { sql } from "drizzle-orm";
import { check, date, foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { noLongerThan } from "./columns";
import { locations } from "./partners";

/** What a location is qualified for (P26), such as `solutions-partner:modern-work`: from a day, up to and with a last day. */
export const locationQualifications = pgTable(
  "location_qualifications",
  {
    partnerId: uuid("partner_id").notNull(),
    locationId: uuid("location_id").notNull(),
    qualification: text("qualification").notNull(),
    validFrom: date("valid_from").notNull(),
    /** The last day; null: no end is known. */
    validUntil: date("valid_until"),
  },
  (t) => [
    check("location_qualifications_length", noLongerThan(10_000, t.qualification)),
    primaryKey({ columns: [t.partnerId, t.locationId, t.qualification, t.validFrom] }),
    foreignKey({
      name: "location_qualifications_of_location",
      columns: [t.partnerId, t.locationId],
      foreignColumns: [locations.partnerId, locations.id],
    }),
    check("location_qualifications_in_order", sql`${t.validUntil} >= ${t.validFrom}`),
  ],
);
