import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Operator, Tx } from "../ctx";
import type { FileRows } from "../lists/file";
import type { Ask, List, Page } from "../lists/list";
import { listPage } from "../lists/page";
import { has, most, patterns } from "../lists/search";
import type { PartnersQuery } from "./list.schema";

const row = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  domains: z.array(z.string()),
  locations: z.int(),
  suspended: z.boolean(),
});
export type PartnerRow = z.output<typeof row>;

const partners: List<PartnerRow> = {
  name: "partners",
  table: sql`partners`,
  id: { column: sql`l.id`, kind: "uuid" },
  own: sql`true`,
  columns: sql`l.id, l.name, l.country, l.suspended_at is not null as suspended,
    array(select d.domain from partner_domains d where d.partner_id = l.id order by d.domain) as domains,
    (select count(*) from locations s where s.partner_id = l.id) as locations`,
  row,
  search: {
    hits: sql`array(
      select p.id from partners p where p.search like all (${patterns}::text[])
      union select s.partner_id from locations s where s.search like all (${patterns}::text[])
      union select d.partner_id from partner_domains d where d.domain like lower(${sql.placeholder("q")}) || '%'
      limit ${most})`,
    met: sql`(${has(sql`l.search`)} or exists (select from locations s where s.partner_id = l.id and ${has(sql`s.search`)})
      or exists (select from partner_domains d where d.partner_id = l.id and starts_with(d.domain, lower(${sql.placeholder("q")}))))`,
  },
};

/**
 * The companies of the network by name, with the mail domains kept for each (D19); found by words of their
 * name, by the MPN ID, name or city of a location, and by the beginning of a domain.
 */
export function listPartners(tx: Tx<Operator>, query: PartnersQuery): Promise<Page<PartnerRow>> {
  return listPage(tx, partners, askFor(query));
}

/** K4: all of them, for a file. */
export function partnerRows(query: PartnersQuery): FileRows {
  return { list: partners, ask: askFor({ ...query, after: null }) };
}

function askFor({ q, sort, after }: PartnersQuery): Ask {
  return {
    parts: [{ where: sql`true` }],
    order: { name: "name", by: sql`l.name`, kind: "text", back: sort.startsWith("-") },
    after,
    size: 50,
    q,
    values: {},
    shape: "",
  };
}
