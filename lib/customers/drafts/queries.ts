import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import {
  associations,
  consentRequests,
  drafts,
  engagements,
  engagementVersions,
  knownCustomers,
  tenants,
  versionAt,
} from "@/db/schema";
import type { PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { personName } from "../../input";
import type { Draft, DraftKind } from "./lock";
import { roundsResult, sentResult } from "./schema";

/**
 * The actor's draft of a wizard; null before its first save.
 * Refuses with `not_found` when the draft belongs to another wizard, engagement or customer.
 */
export async function findDraft(
  tx: Tx<PartnerUser>,
  key: { id: string; kind: DraftKind; engagementId: string; subjectId: string | null },
): Promise<Draft | null> {
  const [draft] = await tx.db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, key.id), eq(drafts.userId, tx.actor.userId)));
  if (!draft) return null;
  const same =
    draft.kind === key.kind &&
    draft.engagementId === key.engagementId &&
    draft.subjectId === key.subjectId;
  if (!same) throw new Refusal("not_found");
  return draft;
}

/** S6: whether this tenant ever gave the actor's company consent. */
export async function isKnown(tx: Tx<PartnerUser>, tenantId: string): Promise<boolean> {
  const found = await tx.db
    .select({ tenantId: knownCustomers.tenantId })
    .from(knownCustomers)
    .where(
      and(eq(knownCustomers.partnerId, tx.actor.partnerId), eq(knownCustomers.tenantId, tenantId)),
    );
  return found.length > 0;
}

/** What a completed wizard did, for the page that says so. */
export type Completion = {
  kind: DraftKind;
  tenantId: string;
  tenantName: string;
  workshops: {
    associationId: string;
    slug: string;
    name: string;
    consentDueAt: Date;
    timeZone: string;
  }[];
  /** Whom a consent request goes to; null for the other wizards, and where it was replaced or taken back. */
  contact: { name: string; email: string } | null;
  /** D19: it waited for the programme's release when it was written. */
  waiting: boolean;
};

/**
 * What one of the actor's wizards did (S34, S43, S52); null when there is no such draft, or when it
 * is not completed.
 */
export async function findCompletion(
  tx: Tx<PartnerUser>,
  draftId: string,
): Promise<Completion | null> {
  const [draft] = await tx.db
    .select()
    .from(drafts)
    .where(and(eq(drafts.id, draftId), eq(drafts.userId, tx.actor.userId)));
  if (!draft || draft.completedAt === null) return null;
  const sent = draft.kind === "consent" ? sentResult.parse(draft.result) : null;
  const ids = sent
    ? [sent.associationId]
    : roundsResult.parse(draft.result).associations.map(({ id }) => id);
  const rows = await tx.db
    .select({
      associationId: associations.id,
      tenantId: associations.tenantId,
      tenantName: tenants.name,
      slug: engagements.slug,
      name: engagementVersions.name,
      consentDueAt: associations.consentDueAt,
      timeZone: associations.timeZone,
    })
    .from(associations)
    .innerJoin(tenants, eq(tenants.id, associations.tenantId))
    .innerJoin(engagements, eq(engagements.id, associations.engagementId))
    .innerJoin(engagementVersions, eq(engagementVersions.id, associations.versionId))
    .where(inArray(associations.id, ids))
    .orderBy(engagementVersions.name);
  const [first] = rows;
  if (!first) return null;
  return {
    kind: draft.kind,
    tenantId: first.tenantId,
    tenantName: first.tenantName,
    workshops: rows.map(({ tenantId: _, tenantName: __, ...workshop }) => workshop),
    waiting: sent?.waiting ?? false,
    contact: sent ? await findContact(tx, sent.requestId) : null,
  };
}

async function findContact(tx: Tx<PartnerUser>, requestId: string): Promise<Completion["contact"]> {
  const [request] = await tx.db
    .select()
    .from(consentRequests)
    .where(and(eq(consentRequests.id, requestId), isNull(consentRequests.replacedAt)));
  if (!request) return null;
  const { contactFirstName, contactLastName, contactEmail } = request;
  return { name: personName(contactFirstName, contactLastName), email: contactEmail };
}

export type LeftDraft = {
  id: string;
  kind: DraftKind;
  engagement: { slug: string; name: string };
  subjectId: string | null;
  tenantName: string | null;
  values: unknown;
  updatedAt: Date;
};

/** Among so many the reader finds the one that was left. */
const MOST = 5;

/**
 * D4: the actor's wizards that were begun and not completed, the latest first; one a customer and
 * engagement, and none for what was done meanwhile in another way.
 */
export async function listOpenDrafts(
  tx: Tx<PartnerUser>,
  engagementId: string | null,
): Promise<LeftDraft[]> {
  const found = await tx.db.execute(sql`
    select * from (
      select distinct on (d.kind, d.engagement_id, coalesce(d.subject_id, d.id)) d.id, d.kind,
        jsonb_build_object('slug', e.slug, 'name', v.name) as engagement, d.subject_id as "subjectId",
        coalesce(c.name, t.name) as "tenantName", d.values, d.updated_at as "updatedAt"
      from drafts d join engagements e on e.id = d.engagement_id
      join engagement_versions v on v.id = ${versionAt(sql`e.id`, sql`${tx.now.toISOString()}`)}
      left join associations a on d.kind = 'consent' and a.id = d.subject_id
      left join tenants c on c.id = a.tenant_id
      left join tenants t on d.kind = 'claim' and t.id = d.subject_id
      where d.user_id = ${tx.actor.userId} and d.partner_id = ${tx.actor.partnerId} and d.completed_at is null
        and (${engagementId}::uuid is null or d.engagement_id = ${engagementId}::uuid)
        and (d.kind <> 'consent' or (a.id is not null and a.ended_at is null and a.consented_at is null
          and a.consent_due_at > ${tx.now.toISOString()}::timestamptz and not exists (
            select from consent_requests r where r.association_id = a.id and r.sent_at > d.updated_at)))
        and (d.kind <> 'claim' or not exists (
          select from associations o where o.partner_id = d.partner_id and o.tenant_id = d.subject_id
            and o.engagement_id = d.engagement_id and o.ended_at is null))
      order by d.kind, d.engagement_id, coalesce(d.subject_id, d.id), d.updated_at desc) l
    order by l."updatedAt" desc, l.id limit ${MOST}`);
  return leftDrafts.parse(found.rows);
}

const leftDrafts = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(["add", "claim", "consent"]),
    engagement: z.object({ slug: z.string(), name: z.string() }),
    subjectId: z.string().nullable(),
    tenantName: z.string().nullable(),
    values: z.unknown(),
    updatedAt: z.coerce.date(),
  }),
);
