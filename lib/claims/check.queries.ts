import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { claimDocuments } from "@/db/schema";
import type { Operator, PartnerUser, Tx } from "../ctx";
import { dateIn, lastDate } from "../time/deadline";
import type { CheckedClaim, ProofFile } from "./check.rules";
import { templateOn } from "./proof/rules";
import { firstConsentOf, type Claim } from "./queries";

type Reader = Tx<PartnerUser> | Tx<Operator>;

/**
 * Everything that the check before submitting looks at.
 * @param at as on which day: now, or when it was sent in
 */
export async function getCheckedClaim(
  tx: Reader,
  claim: Claim,
  at: Date = tx.now,
): Promise<CheckedClaim> {
  const { timeZone, contact, partnerContact, invoice, tenant, engagement } = claim;
  const today = dateIn(at, timeZone);
  const last = lastDate(claim.deliveryDueAt, timeZone);
  const began = dateIn(claim.begunAt, timeZone);
  return {
    requires: claim.requires,
    tenantName: tenant.name,
    domains: tenant.domains,
    mismatchReason: claim.mismatchReason,
    friendlyName: claim.friendlyName,
    contactEmail: contact.email,
    partnerEmail: partnerContact.email,
    payout: claim.payout,
    invoiceNumber: invoice.number,
    invoiceAmount: invoice.amount,
    invoiceCurrency: invoice.currency,
    workshopFrom: claim.workshopFrom,
    workshopUntil: claim.workshopUntil,
    firstDay: dateIn(await firstConsentOf(tx, claim), timeZone),
    lastDay: last < today ? last : today,
    templateVersions: new Map(
      engagement.poe.flatMap((asked) => {
        const template = templateOn(began, asked);
        return template ? [[asked.kind, template.version] as const] : [];
      }),
    ),
    files: await listProofFiles(tx, claim),
  };
}

async function listProofFiles(tx: Reader, { id, timeZone }: Claim): Promise<ProofFile[]> {
  const rows = await tx.db
    .select({
      requirement: claimDocuments.requirement,
      name: claimDocuments.name,
      sha256: sql<string>`encode(${claimDocuments.sha256}, 'hex')`,
      uploadedAt: claimDocuments.uploadedAt,
    })
    .from(claimDocuments)
    .where(
      and(
        eq(claimDocuments.claimId, id),
        isNull(claimDocuments.removedAt),
        isNull(claimDocuments.infection),
      ),
    )
    .orderBy(asc(claimDocuments.requirement), asc(claimDocuments.uploadedAt));
  return rows.map(({ uploadedAt, ...file }) => ({
    ...file,
    uploadedOn: dateIn(uploadedAt, timeZone),
  }));
}
