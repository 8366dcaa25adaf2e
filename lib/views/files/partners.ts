import { sql } from "drizzle-orm";
import { countryWords } from "@/messages/format/names";
import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { fileColumn, fileRows, shownOf } from "../../lists/file";
import { partnerRows } from "../../partners/list";
import { partnersQuery } from "../../partners/list.schema";
import { readableDomains } from "../../readable";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** K4: the companies of a view of the network. Throws `forbidden`. */
export async function partnersFile(ctx: Ctx, { search, locale }: Asked): Promise<ListSheet> {
  authorize(ctx, "programme.read");
  const query = partnersQuery.parse(search);
  const { common: t } = await reading(ctx, (tx) => fileWords(tx, locale));
  const domains = sql`(select string_agg(d.domain, ' ' order by d.domain) from partner_domains d where d.partner_id = l.id)`;
  const country = (code: string) => countryWords(locale, code);
  const suspended = sql`case when l.suspended_at is not null then ${t("file.yes")}::text end`;
  const locations = sql`(select count(*) from locations s where s.partner_id = l.id)`;
  const columns = shownOf(
    [
      fileColumn(t("file.partner"), "text", sql`l.name`),
      fileColumn(t("file.suspended"), "text", suspended),
      fileColumn(t("file.domains"), "text", domains, { of: "domains", told: readableDomains }),
      fileColumn(t("file.country"), "text", sql`l.country`, { of: "country", told: country }),
      fileColumn(t("file.locations"), "number", locations, { of: "locations" }),
    ],
    query.hide,
  );
  return { name: "partners", columns, rows: fileRows(ctx, columns, () => partnerRows(query)) };
}
