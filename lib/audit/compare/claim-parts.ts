import { sql } from "drizzle-orm";
import { erased, print } from "./difference";

const invoice = (of: "c" | "o") =>
  print(
    sql.raw(
      [
        "invoice_number",
        "invoice_amount::text",
        "invoice_currency",
        "workshop_from::text",
        "workshop_until::text",
      ]
        .map((name) => `${of}.${name}`)
        .join(", "),
    ),
  );

/**
 * Each part of a claim holds what it held after it was last edited; one that nobody edited, what the
 * consent's request or the claim that it begins anew gave it, else nothing. The name of the latter may
 * be edited later.
 */
export const claimParts = sql`
  select 'claim' as kind, c.id, c.partner_id::text as chain, 'differs' as fault
  from workshop_claims c
  left join workshop_claims o on o.partner_id = c.partner_id and o.id = c.renews_claim_id
  left join lateral (
    select q.* from consent_decisions d join consent_requests q on q.partner_id = d.partner_id and q.id = d.request_id
    where d.partner_id = c.partner_id and d.association_id = c.association_id and d.decision = 'accept' limit 1) r on true
  cross join lateral (values
    ('name', ${print(sql`c.friendly_name`)}, case when o.id is null then ${print(sql`null`)} end),
    ('partner', ${print(sql`c.partner_contact_name, c.partner_contact_email`)},
      ${print(sql`r.partner_contact_name, r.partner_contact_email`)}),
    ('customer', ${print(sql`c.contact_first_name, c.contact_last_name, c.contact_title, c.contact_email, c.contact_language`)},
      ${print(sql`r.contact_first_name, r.contact_last_name, r.contact_title, r.contact_email, r.language`)}),
    ('invoice', ${invoice("c")}, ${invoice("o")})) part (name, holds, began)
  left join lateral (
    select e.* from audit_log e where e.event = 'claim.edited' and e.subject_id = c.id and e.chain = c.partner_id::text
      and e.data ->> 'part' = part.name order by e.seq desc limit 1) l on true
  where case when l.seq is null then r.id is not null and part.holds <> part.began
    else not ${erased} and l.data ->> 'proof' is distinct from part.holds end`;
