import { sql } from "drizzle-orm";
import { Refusal } from "../../errors";
import { moveEnrolment } from "../../partners/enrolment/move-enrolment";
import { lockPlace } from "../../partners/enrolment/queries";
import type { Gone } from "../kind";

/**
 * P23: every location of the programme that takes part. An enrolled one rests, and can be taken back as it was; one
 * that is only on its way there is over (P27). Its admins are told, with the reason; rounds go on (P29).
 */
export const locationsGone: Gone = {
  act: "partners.enrol",
  reason: true,
  most: 20,
  list: (named) => sql`
    with named as (${named})
    select l.id::text as thing, p.name || ': ' || l.name || ' (' || l.mpn_id || ')' as name, l.enrolment as seen,
      case l.enrolment when 'enrolled' then 'location_rests' else 'location_ends' end as becomes
    from locations l join partners p on p.id = l.partner_id
    where l.enrolment not in ('inactive', 'discontinued') and exists (select from named)
      and not exists (select from named n where n.thing = l.id::text)`,
  async remove(tx, removals, reason) {
    for (const { thing, seen, becomes } of removals) {
      const place = await lockPlace(tx, thing);
      if (place.enrolment !== seen) throw new Refusal("enrolment_moved");
      const to = becomes === "location_rests" ? "inactive" : "discontinued";
      await moveEnrolment(tx, place, { to, reason });
    }
  },
};
