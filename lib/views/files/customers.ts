import { sql } from "drizzle-orm";
import { emailStates } from "@/db/schema/states";
import { authorize } from "../../access/authorize";
import { lastDay } from "../../claims/list/csv-columns";
import { expirySql } from "../../claims/list/export-filter";
import { reading, type Ctx } from "../../ctx";
import { customerRows } from "../../customers/list";
import { customersQuery } from "../../customers/schema";
import { getWorkshop } from "../../engagements/queries";
import { fileColumn, fileRows, inWords, shownOf } from "../../lists/file";
import type { Asked, ListSheet } from "./asked";
import { fileWords } from "./words";

/** K4: the customers of a view of a workshop. Throws `no_role`, `not_found`. */
export async function customersFile(ctx: Ctx, { search, locale, of }: Asked): Promise<ListSheet> {
  authorize(ctx, "customers.read");
  const query = customersQuery.parse(search);
  const { words, engagement } = await reading(ctx, async (tx) => ({
    words: await fileWords(tx, locale),
    engagement: await getWorkshop(tx, of),
  }));
  const { common: t, customers } = words;
  const now = sql`${ctx.now.toISOString()}::timestamptz`;
  const types = { active: customers("type.active"), not_started: customers("type.not_started") };
  const mails = Object.fromEntries(
    [...emailStates, "waiting" as const].map((one) => [one, customers(`mail.${one}`)]),
  );
  // What `customerState` makes of the same row.
  const status = sql`case
    when l.claim_status in ('action_required', 'rejected') then ${expirySql(ctx.now, sql`l.claim_status::text`, sql`w.due_at`)}
    when l.claim_status is not null then l.claim_status::text when l.completed_at is not null then 'completed'
    when l.consented_at is not null and l.delivery_due_at > ${now} then 'active'
    when not l.criteria_met then 'criteria' when l.taken is not null then l.taken::text
    when l.consented_at is not null or l.consent_due_at is null or l.consent_due_at <= ${now} then 'known'
    when l.requested_at is null then 'to_ask' else 'asked' end`;
  const due = sql`case s.status when 'active' then ${lastDay(sql`l.delivery_due_at`)} when 'to_ask' then ${lastDay(sql`l.consent_due_at`)} when 'asked' then ${lastDay(sql`l.consent_due_at`)} end`;
  const mail = sql`case when s.status = 'asked' then case when l.contact_release = 'waiting' then 'waiting' else coalesce(l.mail_state::text, 'queued') end end`;
  const type = sql`case when l.claim_status is not null or s.status in ('completed', 'active') then 'active' else 'not_started' end`;
  const columns = shownOf(
    [
      fileColumn(t("file.customer"), "text", sql`l.name`),
      fileColumn(t("file.tenantId"), "text", sql`l.tenant_id`),
      fileColumn(t("file.type"), "text", inWords(type, types), { of: "type" }),
      fileColumn(t("file.status"), "text", inWords(sql`s.status`, words.customer), {
        of: "status",
      }),
      fileColumn(t("file.until"), "day", due, { of: "status" }),
      fileColumn(t("file.mail"), "text", inWords(mail, mails), { of: "status" }),
      fileColumn(t("file.claim"), "number", sql`l.claim_number`, { of: "status" }),
    ],
    query.hide,
  );
  const joins = sql`left join claim_lines w on w.partner_id = l.partner_id and w.number = l.claim_number
    cross join lateral (select ${status} as status) s`;
  const shown =
    query.status.length === 0
      ? sql`true`
      : sql`(l.claim_status is null or s.status = any(${sql.param(query.status)}::text[]))`;
  const rows = fileRows(ctx, columns, (tx) => ({
    ...customerRows(tx, engagement.id, query),
    joins,
    shown,
  }));
  return { name: "customers", columns, rows };
}
