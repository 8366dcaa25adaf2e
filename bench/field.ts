import { randomInt } from "node:crypto";
import type { Client } from "pg";
import type { Field } from "@/testing/contest";

/** Two partners and one workshop. */
export async function makeField(owner: Client): Promise<Field> {
  const one = async <R extends Record<string, unknown>>(text: string, values: unknown[] = []) => {
    const { rows } = await owner.query<R>(text, values);
    const [row] = rows;
    if (!row) throw new Error("nothing was written");
    return row;
  };
  const engagement = await one<Field["engagement"]>(
    `with own as (
       insert into engagements (slug, solution_area, engagement_type, partner_role, available_from, opened_at)
       values ('torture', 'modern-work', 'workshop', 'build-intent', '2020-01-01', now()) returning id)
     insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days, dispute_days,
       partner_criteria, customer_criteria, poe, resources, holds_from, published_at)
     select id, 1, 'Torture', '{"en":"A","nl":"A"}', 30, 90, 120, 30, '{"anyOf":[],"allOf":[],"countries":null}', '[]', '[]', '[]',
       '2020-01-01', now() from own
     returning engagement_id as id, name, delivery_days as "deliveryDays"`,
  );
  const partners: Field["partners"] = [];
  for (const name of ["Fabrikam", "Contoso"]) {
    const { id } = await one<{ id: string }>(
      "insert into partners (name, country) values ($1, 'NL') returning id",
      [name],
    );
    const location = await one<Field["partners"][number]["location"]>(
      `insert into locations (partner_id, mpn_id, name, city, country, time_zone, enrolment, payee_profile)
       values ($1, $2, $3, 'Amsterdam', 'NL', 'Europe/Amsterdam', 'enrolled', 'valid') returning id, city, country`,
      [id, String(randomInt(100_000, 999_999)), name],
    );
    const admin = await one<Field["partners"][number]["admin"]>(
      `with person as (insert into users (name, email) values ('Robin', $2) returning id, email),
         member as (insert into memberships (partner_id, user_id, joined_at) select $1, id, now() from person)
       select id as "userId", email from person`,
      [id, `robin@${name.toLowerCase()}.example`],
    );
    partners.push({ id, name, location, admin });
  }
  return { partners, engagement };
}
