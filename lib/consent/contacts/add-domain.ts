import { sql } from "drizzle-orm";
import { partnerDomains } from "@/db/schema";
import { authorize } from "../../access/authorize";
import { record } from "../../audit/record";
import { transaction, type Ctx, type Operator, type Tx } from "../../ctx";
import { Refusal, type RefusalCode } from "../../errors";
import type { DomainInput } from "../../partners/domains/schema";
import { getDecidable } from "../../partners/partner.queries";
import { enqueue } from "../../queue/enqueue";
import { domainsToTry, isFreeMail, isSharedSuffix, registrableDomain } from "../../tenants/rules";

/**
 * D19: keeps a mail domain with a partner, whose people nobody asks there from then on. Requests and
 * surveys that wait for an answer from it are closed by the job that this leaves, and the partner is told
 * (D18). A partner that is a tenant itself may have its own domain here; that of one of its customers is
 * refused, for all that it asks there would end.
 * Refuses with `not_found`, `own_company`, `domain_free_mail`, `domain_shared`, `domain_of_customer`, and
 * with `already_done` when it is kept already.
 */
export async function addDomain(
  ctx: Ctx,
  { partner: partnerId, domain }: DomainInput,
): Promise<void> {
  authorize(ctx, "partners.domains");
  await transaction(ctx, async (tx) => {
    await getDecidable(tx, partnerId);
    const why = whyNotDomain(domain) ?? (await whyCustomer(tx, partnerId, domain));
    if (why !== null) throw new Refusal(why, { field: "domain" });
    const added = await tx.db
      .insert(partnerDomains)
      .values({ partnerId, domain })
      .onConflictDoNothing()
      .returning({ domain: partnerDomains.domain });
    if (added.length === 0) throw new Refusal("already_done", { field: "domain" });
    await enqueue(tx, "close-contacts", {});
    await record(tx, {
      event: "partner.domain_added",
      subjectId: partnerId,
      partnerId,
      data: { domain },
    });
  });
}

function whyNotDomain(domain: string): RefusalCode | null {
  if (isFreeMail(domain)) return "domain_free_mail";
  return isSharedSuffix(domain) || registrableDomain(domain) === null ? "domain_shared" : null;
}

/** Whether one of the partner's customers under way has this domain, one above or one below it. */
async function whyCustomer(
  tx: Tx<Operator>,
  partnerId: string,
  domain: string,
): Promise<RefusalCode | null> {
  const { rows } = await tx.db.execute(sql`
    select 1 from associations a join tenant_domains d on d.tenant_id = a.tenant_id
    where a.partner_id = ${partnerId} and a.ended_at is null
      and (d.domain = any (${sql.param(domainsToTry(domain))}::text[]) or d.domain like ${`%.${domain}`})
    limit 1`);
  return rows.length > 0 ? "domain_of_customer" : null;
}
