import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../ctx";
import type { List, Page } from "../lists/list";
import { listPage } from "../lists/page";

const row = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  domains: z.array(z.string()),
});
export type PartnerRow = z.output<typeof row>;

const partners: List<PartnerRow> = {
  name: "partners",
  table: sql`partners`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.name, l.country,
    array(select d.domain from partner_domains d where d.partner_id = l.id order by d.domain) as domains`,
  row,
};

/** The companies of the network by name, with the mail domains kept for each (D19). */
export function listPartners(
  tx: Tx<Operator>,
  { after }: { after: unknown },
): Promise<Page<PartnerRow>> {
  return listPage(tx, partners, {
    parts: [{ where: sql`true` }],
    order: { name: "name", by: sql`l.name`, kind: "text", back: false },
    after,
    size: 50,
    values: {},
    shape: "",
  });
}
