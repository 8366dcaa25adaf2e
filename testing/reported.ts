import type { Asked } from "./asked";
import type { fixture } from "./fixture";

/** A contact that waits for its release and a report, of this request: what staff decide on. */
export async function reported(
  f: Pick<ReturnType<typeof fixture>, "sql">,
  { association, company, request }: Asked,
): Promise<void> {
  await f.sql(
    `insert into contact_releases (partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by)
     select partner_id, tenant_id, id, 'Ada', 'ada@elsewhere.example', 'reason', now(), created_by from associations where id = $1`,
    [association.id],
  );
  await f.sql(
    "insert into consent_reports (partner_id, request_id, message, created_at) values ($1, $2, 'Who?', now())",
    [company.id, request.id],
  );
}
