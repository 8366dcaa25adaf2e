import { sql } from "drizzle-orm";
import { z } from "zod";
import { importKinds, importStates } from "@/db/schema";
import type { Operator, Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { List, Page } from "../lists/list";
import { askOf, oneOf, type Offer } from "../lists/offer";
import { listPage } from "../lists/page";
import type { ImportsQuery } from "./list.schema";

const row = z.object({
  id: z.string(),
  kind: z.enum(importKinds),
  state: z.enum(importStates),
  fileName: z.string(),
  madeAt: z.coerce.date(),
  /** Null: at the command line. */
  by: z.string().nullable(),
  made: z.int(),
  changed: z.int(),
  refused: z.int(),
});
export type ImportLine = z.output<typeof row>;

const imports: List<ImportLine> = {
  name: "imports",
  table: sql`import_runs`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.kind, l.state, l.file_name as "fileName", l.made_at as "madeAt", l.made, l.changed, l.refused,
    (select u.name from users u where u.id = coalesce(l.began_by, l.made_by)) as by`,
  row,
};

/** What was imported, the newest first unless asked otherwise (P22). */
export function listImports(tx: Tx<Operator>, query: ImportsQuery): Promise<Page<ImportLine>> {
  return listPage(tx, imports, askFor(query));
}

/** K4: all of them, for a file. */
export function importRows(query: ImportsQuery): FileRows {
  return { list: imports, ask: askFor({ ...query, after: null }) };
}

const offer = {
  orders: { made: { by: sql`l.made_at`, kind: "instant" } },
  filters: { kind: oneOf(sql`l.kind`), state: oneOf(sql`l.state`) },
} satisfies Offer<string>;

const askFor = (query: ImportsQuery) => askOf(offer, query);
