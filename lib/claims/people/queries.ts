import { eq, or, sql } from "drizzle-orm";
import { z } from "zod";
import { engagements, locations, partners, tenants, users } from "@/db/schema";
import type { Locale, Tx } from "../../ctx";
import type { Claim } from "../lock-claim";

/** Somebody who gets an e-mail, in the language of their account. */
export type Reader = { to: string; language: Locale };

/**
 * Who hears of a claim at the partner: the contact of the claim, and whoever sent it in last; each
 * once, nobody whose account was closed.
 */
export async function listPartnerReaders(
  tx: Tx,
  claim: Pick<Claim, "partnerContactEmail" | "submittedBy">,
): Promise<Reader[]> {
  const contact = claim.partnerContactEmail;
  const people = await tx.db
    .select({
      id: users.id,
      email: users.email,
      locale: users.locale,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(
      or(
        eq(sql`lower(${users.email})`, contact.toLowerCase()),
        claim.submittedBy === null ? undefined : eq(users.id, claim.submittedBy),
      ),
    );
  const known = people.find(({ email }) => same(email, contact));
  const sender = people.find(({ id }) => id === claim.submittedBy);
  const readers: Reader[] = [];
  if (!known || known.disabledAt === null) {
    readers.push({ to: contact, language: known?.locale ?? "en" });
  }
  if (sender && sender.disabledAt === null && !same(sender.email, contact)) {
    readers.push({ to: sender.email, language: sender.locale ?? "en" });
  }
  return readers;
}

const reviewerRow = z.object({ email: z.string(), locale: z.enum(["en", "nl"]).nullable() });

/** Who has the claim in review at the programme; null when nobody does. Also for the partner's acts. */
export async function findReviewer(tx: Tx, claimId: string): Promise<Reader | null> {
  const { rows } = await tx.db.execute(sql`select email, locale from claim_reviewer(${claimId})`);
  const reviewer = reviewerRow.optional().parse(rows[0]);
  return reviewer ? { to: reviewer.email, language: reviewer.locale ?? "en" } : null;
}

/** What every e-mail about a claim says: which workshop, with whom, by whom, where; the zone of its days. */
export async function getClaimWorkshop(
  tx: Tx,
  claim: Pick<Claim, "engagementId" | "tenantId" | "locationId" | "number" | "timeZone">,
) {
  const [found] = await tx.db
    .select({
      engagementName: engagements.name,
      tenantName: tenants.name,
      partnerName: partners.name,
      locationName: locations.name,
      locationCity: locations.city,
      locationCountry: locations.country,
    })
    .from(locations)
    .innerJoin(partners, eq(partners.id, locations.partnerId))
    .innerJoin(engagements, eq(engagements.id, claim.engagementId))
    .innerJoin(tenants, eq(tenants.id, claim.tenantId))
    .where(eq(locations.id, claim.locationId));
  if (!found) throw new Error("the claim's workshop is not there");
  return { ...found, timeZone: claim.timeZone, claimNumber: String(claim.number) };
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
