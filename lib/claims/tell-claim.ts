import { workshopFacts } from "../consent/facts";
import type { Tx } from "../ctx";
import type { Template, Variables } from "../mail/schema";
import { tell } from "../notify/notify";
import { listReaders, type Concern } from "../notify/queries";
import type { Reader } from "../notify/rules";
import type { Claim } from "./lock-claim";

type Notice = Extract<Template, `claim-${string}`>;
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

/**
 * Tells the partner of a claim: its contact and whoever sent it in (`by`, when nobody did yet).
 * @param more what this notice says besides what every notice about a claim does
 */
export async function tellClaim<T extends Notice>(
  tx: Tx,
  claim: Claim,
  template: T,
  more: Omit<Variables<T>, keyof ClaimWords>,
  by: string | null = claim.submittedBy,
): Promise<void> {
  const readers = await listReaders(tx, concernOf(claim, by));
  await tellAbout(tx, { claim, readers }, template, more);
}

/** Tells others of a claim: whoever reviews it. */
export async function tellAbout<T extends Notice>(
  tx: Tx,
  { claim, readers }: { claim: Claim; readers: Reader[] },
  template: T,
  more: Omit<Variables<T>, keyof ClaimWords>,
): Promise<void> {
  const { workshop } = await workshopFacts(tx, claim.associationId);
  const words: ClaimWords = { ...workshop, claimNumber: String(claim.number) };
  const variables = { ...words, ...more } as unknown as Variables<T>;
  await tell(tx, { readers, partnerId: claim.partnerId }, template, variables);
}

/** Whom a claim concerns at its partner. */
export function concernOf(
  claim: Pick<Claim, "partnerId" | "locationId" | "partnerContactEmail" | "submittedBy">,
  by: string | null = claim.submittedBy,
): Concern {
  return {
    partnerId: claim.partnerId,
    locationId: claim.locationId,
    contactEmail: claim.partnerContactEmail,
    userIds: by === null ? [] : [by],
  };
}
