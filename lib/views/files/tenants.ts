import { sql } from "drizzle-orm";
import { countryWords } from "@/messages/format/names";
import { authorize } from "../../access/authorize";
import { reading, type Ctx } from "../../ctx";
import { fileColumn, fileRows, shownOf } from "../../lists/file";
import { readableDomains } from "../../readable";
import { tenantRows } from "../../tenants/list";
import { tenantsQuery } from "../../tenants/list.schema";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** K4: the tenants of a view. Throws `forbidden`. */
export async function tenantsFile(ctx: Ctx, { search, locale }: Asked): Promise<ListSheet> {
  authorize(ctx, "programme.tenants");
  const query = tenantsQuery.parse(search);
  const { common: t } = await reading(ctx, (tx) => fileWords(tx, locale));
  const domains = sql`(select string_agg(d.domain, ' ' order by d.domain) from tenant_domains d where d.tenant_id = l.id)`;
  const country = (code: string) => countryWords(locale, code);
  const columns = shownOf(
    [
      fileColumn(t("file.customer"), "text", sql`l.name`),
      fileColumn(t("file.domains"), "text", domains, { of: "domains", told: readableDomains }),
      fileColumn(t("file.country"), "text", sql`l.country`, { of: "country", told: country }),
      fileColumn(t("file.tpid"), "number", sql`l.tpid`, { of: "tpid" }),
      fileColumn(t("file.tenantId"), "text", sql`l.id`, { of: "id" }),
    ],
    query.hide,
  );
  return { name: "tenants", columns, rows: fileRows(ctx, columns, () => tenantRows(query)) };
}
