import { sql } from "drizzle-orm";
import { authorize } from "../../access/authorize";
import { lastDay, payout } from "../../claims/list/csv-columns";
import { expirySql } from "../../claims/list/export-filter";
import { queueRows } from "../../claims/review/list";
import { queueQuery } from "../../claims/review/schema";
import { reviewTarget } from "../../claims/review/target.queries";
import { reading, type Ctx } from "../../ctx";
import { fileColumn, fileRows, inWords, shownOf } from "../../lists/file";
import { targetDay } from "../../time/workdays";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** When a claim came to the programme, while the programme's own clock runs (W12). */
const came = sql`case when s.status = 'disputed' then l.disputed_at when s.status in ('submitted', 'under_review') then l.submitted_at end`;
const inMilliseconds = sql`(floor(extract(epoch from ${came}) * 1000))::bigint::text`;

/** K4: the claims of a view of the queue. Throws `forbidden`. */
export async function queueFile(ctx: Ctx, { search, locale }: Asked): Promise<ListSheet> {
  authorize(ctx, "claims.inspect");
  const query = queueQuery.parse(search);
  const [words, target] = await reading(ctx, async (tx) => [
    await fileWords(tx, locale),
    await reviewTarget(tx),
  ]);
  const { common: t } = words;
  const here = (at: ReturnType<typeof sql>) => sql`(${at} at time zone l.time_zone)::date`;
  const today = here(sql`${ctx.now.toISOString()}::timestamptz`);
  const waits = sql`s.status in ('submitted', 'under_review', 'disputed', 'approved')`;
  const columns = shownOf(
    [
      fileColumn(t("file.claim"), "number", sql`l.number`),
      fileColumn(t("file.customer"), "text", sql`t.name`),
      fileColumn(t("file.engagement"), "text", sql`v.name`),
      fileColumn(t("file.partner"), "text", sql`p.name`, { of: "partner" }),
      fileColumn(t("file.status"), "text", inWords(sql`s.status`, words.claim), { of: "status" }),
      fileColumn(
        t("file.reviewer"),
        "text",
        sql`case when s.status in ('under_review', 'disputed') then u.name end`,
        { of: "status" },
      ),
      fileColumn(t("file.submitted"), "day", here(sql`l.submitted_at`), { of: "age" }),
      fileColumn(
        t("file.age"),
        "number",
        sql`case when ${waits} then ${today} - ${here(sql`l.submitted_at`)} end`,
        { of: "age" },
      ),
      ...(target === null
        ? []
        : [
            fileColumn(t("file.target"), "day", inMilliseconds, {
              of: "target",
              told: (came) => targetDay(new Date(Number(came)), target),
            }),
          ]),
      fileColumn(
        t("file.until"),
        "day",
        sql`case when s.status in ('submitted', 'under_review') then ${lastDay(sql`l.review_due_at`)} end`,
        { of: "deadline" },
      ),
      fileColumn(t("file.payout"), "amount", sql`${payout}::text`, { of: "payout" }),
      fileColumn(t("file.currency"), "text", sql`l.currency`, { of: "payout" }),
    ],
    query.hide,
  );
  const standing = sql`cross join lateral (select ${expirySql(ctx.now)} as status) s`;
  const rows = fileRows(ctx, columns, async (tx) => {
    const asked = await queueRows(tx, query);
    return { ...asked, joins: sql`${asked.joins} ${standing}` };
  });
  return { name: "claims", columns, rows };
}
