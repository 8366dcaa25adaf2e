import { z } from "zod";
import type { Ctx } from "../ctx";

const found = z
  .object({
    engagement_name: z.string(),
    tenant_name: z.string(),
    partner_name: z.string(),
    location_city: z.string(),
    location_country: z.string(),
    time_zone: z.string(),
    partner_contact_name: z.string(),
    partner_contact_email: z.string(),
    partner_contact_phone: z.string(),
    sent_at: z.coerce.date(),
    consent_due_at: z.coerce.date(),
    stopped: z.boolean(),
    suspended: z.boolean(),
  })
  .transform((row) => ({
    engagementName: row.engagement_name,
    tenantName: row.tenant_name,
    partnerName: row.partner_name,
    locationCity: row.location_city,
    locationCountry: row.location_country,
    timeZone: row.time_zone,
    contact: {
      name: row.partner_contact_name,
      email: row.partner_contact_email,
      phone: row.partner_contact_phone,
    },
    sentAt: row.sent_at,
    dueAt: row.consent_due_at,
    /** The programme stopped it, or lets its partner not ask this recipient again (D19). */
    stopped: row.stopped,
    /** P25: its partner is suspended: questions go to the programme. */
    suspended: row.suspended,
  }));

/** What the e-mails of a request said of it, but for whom they went to. */
export type CheckedRequest = z.output<typeof found>;

/**
 * What the e-mails with a request's number said: who holds the number holds the e-mail. It tells
 * neither who was asked nor what became of it, but that the programme stopped it or suspended its partner, and opens nothing. Null for a number of no e-mail.
 */
export async function findRequest(db: Ctx["db"], number: string): Promise<CheckedRequest | null> {
  const [row] = await db.query("select * from check_request($1)", [number]);
  return row ? found.parse(row) : null;
}
