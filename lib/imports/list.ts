import { sql } from "drizzle-orm";
import { z } from "zod";
import { importKinds, importStates } from "@/db/schema";
import type { Operator, Tx } from "../ctx";
import type { List, Page } from "../lists/list";
import { listPage } from "../lists/page";

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

/** What was imported, the newest first (P22). */
export function listImports(
  tx: Tx<Operator>,
  { after }: { after: unknown },
): Promise<Page<ImportLine>> {
  return listPage(tx, imports, {
    parts: [{ where: sql`true` }],
    order: { name: "made", by: sql`l.made_at`, kind: "instant", back: true },
    after,
    size: 50,
    values: {},
    shape: "",
  });
}
