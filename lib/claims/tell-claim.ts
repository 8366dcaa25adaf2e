import { and, eq, isNull, or, sql } from "drizzle-orm";
import { roleGrants, users } from "@/db/schema";
import { workshopFacts } from "../consent/facts";
import type { Locale, Tx } from "../ctx";
import { post } from "../mail/post";
import type { Template, Variables } from "../mail/schema";
import type { Claim } from "./lock-claim";

type Notice = Extract<Template, `claim-${string}`>;
type Told = { to: string; language: Locale };

/**
 * Tells the partner of a claim: its contact and whoever sent it in (`by`, when nobody did yet), each
 * once, in their language. When none of them works there any more, the incentives admins.
 * @param more what this notice says besides what every notice about a claim does
 */
export async function tellClaim<T extends Notice>(
  tx: Tx,
  claim: Claim,
  template: T,
  more: Omit<Variables<T>, keyof ClaimWords>,
  by: string | null = claim.submittedBy,
): Promise<void> {
  const { workshop } = await workshopFacts(tx, claim.associationId);
  const words: ClaimWords = { ...workshop, claimNumber: String(claim.number) };
  const variables = { ...words, ...more } as unknown as Variables<T>;
  for (const { to, language } of await readersOf(tx, claim, by)) {
    await post(tx, { template, language, to, variables, partnerId: claim.partnerId });
  }
}

type ClaimWords = Pick<
  Variables<"claim-cancelled">,
  | "engagementName"
  | "tenantName"
  | "partnerName"
  | "locationName"
  | "locationCity"
  | "locationCountry"
  | "timeZone"
  | "claimNumber"
>;

async function readersOf(tx: Tx, claim: Claim, by: string | null): Promise<Told[]> {
  const contact = claim.partnerContactEmail;
  const people = await tx.db
    .select({ id: users.id, to: users.email, locale: users.locale, gone: users.disabledAt })
    .from(users)
    .where(
      and(
        eq(users.partnerId, claim.partnerId),
        or(
          eq(sql`lower(${users.email})`, contact.toLowerCase()),
          by === null ? undefined : eq(users.id, by),
        ),
      ),
    );
  const sender = people.find(({ id, gone }) => id === by && gone === null);
  const named = people.find(({ to }) => same(to, contact));
  const told: Told[] = [];
  if (!named?.gone) told.push({ to: contact, language: named?.locale ?? sender?.locale ?? "en" });
  if (sender && !told.some(({ to }) => same(to, sender.to)))
    told.push({ to: sender.to, language: sender.locale ?? "en" });
  return told.length > 0 ? told : listAdmins(tx, claim);
}

async function listAdmins(tx: Tx, { partnerId, locationId }: Claim): Promise<Told[]> {
  const admins = await tx.db
    .selectDistinct({ to: users.email, locale: users.locale })
    .from(users)
    .innerJoin(roleGrants, eq(roleGrants.userId, users.id))
    .where(
      and(
        eq(roleGrants.partnerId, partnerId),
        eq(roleGrants.role, "incentives_admin"),
        or(isNull(roleGrants.locationId), eq(roleGrants.locationId, locationId)),
        isNull(users.disabledAt),
      ),
    );
  return admins.map(({ to, locale }) => ({ to, language: locale ?? "en" }));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
