import { sql } from "drizzle-orm";
import { z } from "zod";
import { recordAll, type AuditEvent } from "../../audit/record";
import { drawNumbers } from "../../claim-number";
import type { Operator, Tx } from "../../ctx";
import { openedRow } from "../../consent/opened";
import { refreshEligibility } from "../../eligibility/refresh";
import type { Told } from "./read-row";

const written = z.object({
  id: z.guid(),
  consentDueAt: z.coerce.date(),
  consentedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  endReason: z.string().nullable(),
  claim: openedRow.shape.claim.nullable(),
  terms: openedRow.shape.terms.nullable(),
});

export type Place = {
  runId: string;
  partnerId: string;
  locationId: string;
  tenantId: string;
  engagementId: string;
  /** Of the partner, on the claim of a consent that runs still. */
  personId: string | null;
};

export type Round = { place: Place; told: Told };

/**
 * P19: rounds from before this product stand as if they had happened here, marked as imported, with who said so and on
 * what evidence; nobody is mailed. All of them in a few statements, or none; the database has the last word
 * (`import_rounds`). Refuses with `import_consents_given`, `import_being_asked`, `already_under_way`.
 */
export async function importRounds(tx: Tx<Operator>, rounds: readonly Round[]): Promise<void> {
  await refreshEligibility(
    tx,
    rounds.map(({ place }) => place.tenantId),
  );
  const { rows } = await tx.db.execute<{ round: unknown }>(sql`
    select import_rounds(${JSON.stringify(rounds.map(rowFor))}::jsonb, ${tx.now.toISOString()}) as round`);
  await recordAll(
    tx,
    rounds.map((one, at) => eventOf(one, written.parse(rows[at]?.round))),
  );
}

function rowFor({ place, told }: Round, n: number) {
  const {
    runId: run,
    partnerId: partner,
    locationId: location,
    tenantId: tenant,
    engagementId: engagement,
    personId: person,
  } = place;
  const said = {
    asked_on: told.askedOn,
    consented_on: told.consentedOn,
    declined_on: told.declinedOn,
    expired_on: told.expiredOn,
    withdrawn_on: told.withdrawnOn,
    completed_on: told.completedOn,
    evidence: told.evidence,
    contact_name: told.contactName,
    contact_email: told.contactEmail,
  };
  const numbers = drawNumbers();
  return { n, run, partner, location, tenant, engagement, said, person, numbers };
}

function eventOf({ place, told }: Round, { id, ...round }: z.output<typeof written>): AuditEvent {
  const { runId, partnerId, locationId, tenantId, engagementId } = place;
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    event: "round.imported",
    subjectId: id,
    partnerId,
    data: {
      ...{ runId, tenantId, engagementId, locationId, ...told },
      ...{ claim: round.claim, terms: round.terms, endReason: round.endReason },
      consentDueAt: round.consentDueAt.toISOString(),
      consentedAt: iso(round.consentedAt),
      endedAt: iso(round.endedAt),
    },
  };
}
