import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, noLongerThan } from "./columns";
import { users } from "./partners";

/** A catalogue that somebody of the programme sent as a file: what it would change is looked at before it is taken in (P16). */
export const catalogueFiles = pgTable(
  "catalogue_files",
  {
    id: id(),
    /** As its owner's machine calls it. */
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file, in hex. */
    sha256: text("sha256").notNull(),
    said: text("said").notNull(),
    madeAt: instant("made_at").notNull(),
    madeBy: uuid("made_by")
      .notNull()
      .references(() => users.id),
    /** When it was taken in; null: it was only looked at. */
    takenAt: instant("taken_at"),
    takenBy: uuid("taken_by").references(() => users.id),
    /** How many things were new and changed then. */
    made: integer("made").notNull().default(0),
    changed: integer("changed").notNull().default(0),
  },
  (t) => [
    check("catalogue_files_length", noLongerThan(1_000, t.fileName, t.sha256)),
    check("catalogue_files_said", noLongerThan(10_485_760, t.said)),
    check("catalogue_files_taken", sql`(${t.takenAt} is null) = (${t.takenBy} is null)`),
  ],
);
