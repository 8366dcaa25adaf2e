import { sql } from "drizzle-orm";
import { origin } from "@/db/schema";
import { endReasons } from "@/db/schema/states";
import { translator } from "@/messages";
import { authorize } from "../../access/authorize";
import { lastDay } from "../../claims/list/csv-columns";
import { reading, type Ctx } from "../../ctx";
import { historyRows, reason } from "../../customers/history/list";
import { historyQuery } from "../../customers/history/schema";
import { getWorkshop } from "../../engagements/queries";
import { fileColumn, fileRows, inWords, shownOf } from "../../lists/file";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** K4: the ended rounds of a view of a workshop's history. Throws `no_role`, `not_found`. */
export async function historyFile(ctx: Ctx, { search, locale, of }: Asked): Promise<ListSheet> {
  authorize(ctx, "customers.read");
  const query = historyQuery.parse(search);
  const { words, engagement } = await reading(ctx, async (tx) => ({
    words: await fileWords(tx, locale),
    engagement: await getWorkshop(tx, of),
  }));
  const { common: t, customers } = words;
  const programme = translator(locale, "programme");
  const origins = Object.fromEntries(
    origin.enumValues.map((one) => [one, programme(`tenant.rounds.origins.${one}`)]),
  );
  const reasons = Object.fromEntries(
    endReasons.map((one) => [one, customers(`history.reasons.${one}`)]),
  );
  const day = (at: ReturnType<typeof sql>) => sql`(${at} at time zone l.time_zone)::date`;
  const columns = shownOf(
    [
      fileColumn(t("file.customer"), "text", sql`t.name`),
      fileColumn(t("file.tenantId"), "text", sql`l.tenant_id`),
      fileColumn(t("file.began"), "day", day(sql`l.created_at`), { of: "began" }),
      fileColumn(t("file.origin"), "text", inWords(sql`l.origin::text`, origins), { of: "began" }),
      fileColumn(t("file.by"), "text", sql`u.name`, { of: "began" }),
      fileColumn(t("file.evidence"), "text", sql`i.evidence`, { of: "began" }),
      fileColumn(t("file.ended"), "day", lastDay(sql`l.key`), { of: "ended" }),
      fileColumn(t("file.asked"), "day", day(sql`l.requested_at`), { of: "ended" }),
      fileColumn(t("file.consented"), "day", day(sql`l.consented_at`), { of: "ended" }),
      fileColumn(t("file.reason"), "text", inWords(reason, reasons), { of: "reason" }),
      fileColumn(t("file.note"), "text", sql`l.end_note`, { of: "reason" }),
    ],
    query.hide,
  );
  const rows = fileRows(ctx, columns, (tx) => historyRows(tx, engagement.id, query));
  return { name: "history", columns, rows };
}
