import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { runRows } from "../../bulk/list";
import { runsQuery } from "../../bulk/list.schema";
import { importRows } from "../../imports/list";
import { importsQuery } from "../../imports/list.schema";
import { fileColumn, inWords } from "../../lists/file";
import { momentIn, type Listing } from "./listing";

/** K4: what was done to many at once (B5). Throws `no_role`. */
export const runsListing: Listing = {
  name: "runs",
  rows(tx, { search }) {
    authorize(tx, "bulk.read");
    return runRows(tx, runsQuery.parse(search));
  },
  columns: ({ words, zone, ofAll }) => {
    const t = words.runs.columns;
    const count = words.runs.counts;
    const { kinds, states } = words.runs;
    return [
      fileColumn(t.run, "number", sql`l.number`),
      ...(ofAll ? [fileColumn(t.company, "text", sql`p.name`, { of: "company" })] : []),
      fileColumn(t.what, "text", inWords(sql`l.kind`, kinds), { of: "what" }),
      fileColumn(t.state, "text", inWords(sql`l.state`, states), { of: "state" }),
      fileColumn(t.rows, "number", sql`l.rows`, { of: "rows" }),
      fileColumn(count.done, "number", sql`l.done`, { of: "rows" }),
      fileColumn(t.when, "moment", momentIn(sql`l.made_at`, zone), { of: "when" }),
      fileColumn(t.who, "text", sql`u.name`, { of: "who" }),
    ];
  },
};

/** K4: the same of all companies, for the programme. Throws `forbidden`. */
export const allRunsListing: Listing = {
  ...runsListing,
  rows(tx, { search }) {
    authorize(tx, "programme.read");
    return runRows(tx, runsQuery.parse(search));
  },
};

/** K4: what was imported (P22). Throws `forbidden`. */
export const importsListing: Listing = {
  name: "imports",
  rows(tx, { search }) {
    authorize(tx, "programme.read");
    return importRows(importsQuery.parse(search));
  },
  columns: ({ words, zone }) => {
    const t = words.imports;
    const count = words.imports.counted;
    const { kinds, states } = words.imports;
    const who = sql`coalesce((select u.name from users u where u.id = coalesce(l.began_by, l.made_by)), ${t.command}::text)`;
    return [
      fileColumn(t.file, "text", sql`l.file_name`),
      fileColumn(t.kind, "text", inWords(sql`l.kind`, kinds), { of: "kind" }),
      fileColumn(t.state, "text", inWords(sql`l.state`, states), { of: "state" }),
      fileColumn(count.made, "number", sql`l.made`, { of: "counts" }),
      fileColumn(count.changed, "number", sql`l.changed`, { of: "counts" }),
      fileColumn(count.refused, "number", sql`l.refused`, { of: "counts" }),
      fileColumn(t.when, "moment", momentIn(sql`l.made_at`, zone), { of: "when" }),
      fileColumn(t.who, "text", who, { of: "who" }),
    ];
  },
};
