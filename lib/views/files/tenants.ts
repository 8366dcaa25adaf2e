import { sql } from "drizzle-orm";
import { countryWords } from "@/messages/format/names";
import { authorize } from "../../access/authorize";
import { fileColumn } from "../../lists/file";
import { tenantRows } from "../../tenants/list";
import { tenantsQuery } from "../../tenants/list.schema";
import type { Listing } from "./listing";

const domains = sql`(select string_agg(d.domain, ' ' order by d.domain) from tenant_domains d where d.tenant_id = l.id)`;

/** K4: the tenants of a view. Throws `forbidden`. */
export const tenantsListing: Listing = {
  name: "tenants",
  rows(tx, { search }) {
    authorize(tx, "programme.tenants");
    return tenantRows(tenantsQuery.parse(search));
  },
  columns({ words, locale }) {
    const t = words.common.file;
    const country = (code: string) => countryWords(locale, code);
    return [
      fileColumn(t.customer, "text", sql`l.name`),
      fileColumn(t.domains, "text", domains, { of: "domains" }),
      fileColumn(t.country, "text", sql`l.country`, { of: "country", told: country }),
      fileColumn(t.tpid, "number", sql`l.tpid`, { of: "tpid" }),
      fileColumn(t.tenantId, "text", sql`l.id`, { of: "id" }),
    ];
  },
};
