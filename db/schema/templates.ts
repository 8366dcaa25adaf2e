import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, noLongerThan } from "./columns";
import { users } from "./partners";
import { DOCUMENT_BYTES } from "./proof";

/**
 * P14: a file for partners to fill in, at `/templates/NAME`. Its bytes are in the file store under their hash. It never
 * changes: another version of it is another file; one that a version of an engagement names stays.
 */
export const templateFiles = pgTable(
  "template_files",
  {
    name: text("name").primaryKey(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    sha256: bytea("sha256").notNull(),
    addedAt: instant("added_at").notNull(),
    addedBy: uuid("added_by")
      .notNull()
      .references(() => users.id),
  },
  (t) => [
    check("template_files_length", noLongerThan(200, t.name, t.mediaType)),
    check("template_files_name", sql`${t.name} ~ '^[a-z0-9]+([._-][a-z0-9]+)*$'`),
    check("template_files_size", sql`${t.size} between 1 and ${sql.raw(String(DOCUMENT_BYTES))}`),
    check("template_files_hash", sql`length(${t.sha256}) = 32`),
    index("template_files_bytes").on(t.sha256),
  ],
);
