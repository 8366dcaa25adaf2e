import { sql } from "drizzle-orm";
import { versionAt } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { lastDay, payout } from "../../claims/list/csv-columns";
import { expirySql, typedLocation } from "../../claims/list/export-filter";
import { claimRows } from "../../claims/list/list";
import { claimsQuery } from "../../claims/list/schema";
import { reading, type Ctx } from "../../ctx";
import { fileColumn, fileRows, inWords, shownOf } from "../../lists/file";
import { placeName } from "../readable";
import { fileWords } from "./words";
import type { Asked, ListSheet } from "./asked";

/** K4: the claims of a view. Throws `no_role`. */
export async function claimsFile(ctx: Ctx, { search, locale }: Asked): Promise<ListSheet> {
  authorize(ctx, "claims.read");
  const { words, query } = await reading(ctx, async (tx) => ({
    words: await fileWords(tx, locale),
    query: await typedLocation(tx, claimsQuery.parse(search)),
  }));
  const { common: t } = words;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const told = (name: string) => placeName(name, ctx.actor.partnerName);
  const runs = sql`l.due_at > ${now} and l.due_at < '9999-01-01'`;
  const columns = shownOf(
    [
      fileColumn(t("file.claim"), "number", sql`l.number`),
      fileColumn(t("file.customer"), "text", sql`l.name`, { of: "customer" }),
      fileColumn(t("file.friendlyName"), "text", sql`l.friendly_name`, { of: "customer" }),
      fileColumn(t("file.tenantId"), "text", sql`l.tenant_id`, { of: "customer" }),
      fileColumn(t("file.engagement"), "text", sql`e.name`, { of: "engagement" }),
      fileColumn(t("file.location"), "text", sql`p.name`, { of: "location", told }),
      fileColumn(t("file.mpnId"), "text", sql`p.mpn_id`, { of: "location" }),
      fileColumn(t("file.status"), "text", inWords(sql`s.status`, words.claim), { of: "status" }),
      fileColumn(
        t("file.until"),
        "day",
        sql`case when ${runs} then ${lastDay(sql`l.due_at`)} end`,
        { of: "deadline" },
      ),
      fileColumn(t("file.payout"), "amount", sql`${payout}::text`, { of: "payout" }),
      fileColumn(t("file.currency"), "text", sql`l.currency`, { of: "payout" }),
    ],
    query.hide,
  );
  const joins = sql`cross join lateral (select ${expirySql(ctx.now)} as status) s
    join (select e.id, v.name from engagements e join engagement_versions v on v.id = ${versionAt(sql`e.id`, now)}) e on e.id = l.engagement_id
    join locations p on p.partner_id = l.partner_id and p.id = l.location_id`;
  const rows = fileRows(ctx, columns, (tx) => ({ ...claimRows(tx, query), joins }));
  return { name: "workshop-claims", columns, rows };
}
