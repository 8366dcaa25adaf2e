import { and, eq, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  claimDocuments,
  claimReviews,
  bulkRuns,
  importRuns,
  rowOf,
  templateFiles,
  users,
  workshopClaims,
} from "@/db/schema";
import { getConfig } from "../../config";
import type { Operator, PartnerUser, Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { scope } from "../lock-claim";
import { getPoe } from "../proof/queries";
import { takesFiles } from "../proof/rules";
import { refuseUnlessOpen, statusAt, type Requirement } from "../rules";

export type ListedDocument = {
  id: string;
  requirement: Requirement;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  uploadedAt: Date;
  /** The name of who uploaded it. */
  uploadedBy: string;
  /** It waits for a scanner's verdict, or the scanner found something; null for one like any other. */
  scan: ScanState;
  /** The same bytes stand in another list of this claim, under this requirement. */
  sameAs: Requirement | null;
};
export type ScanState = "waiting" | "infected" | null;

/** Where a document stands with the scanner (D28). */
export const scanState = sql<ScanState>`case
  when ${claimDocuments.infection} is not null then 'infected'
  when ${claimDocuments.quarantinedAt} is not null and ${claimDocuments.scannedAt} is null then 'waiting' end`;

export type RemovedDocument = ListedDocument & {
  removedAt: Date;
  removedBy: string;
  /** The programme has had it: it stays to be read. */
  wasSentIn: boolean;
};

/** Another requirement for which the claim has the same bytes; the first one stands for all. */
const sameAs = sql<Requirement | null>`(select o.requirement from ${claimDocuments} o
  where o.claim_id = ${claimDocuments.claimId} and o.sha256 = ${claimDocuments.sha256}
    and o.requirement <> ${claimDocuments.requirement} and o.removed_at is null
  order by o.place limit 1)`;

/** True for a document that was part of the proof when its claim was sent in. */
const wasSentIn = sql<boolean>`exists (select from ${claimReviews}
  where ${claimReviews.partnerId} = ${claimDocuments.partnerId}
    and ${claimReviews.claimId} = ${claimDocuments.claimId}
    and ${claimReviews.submittedAt} >= ${claimDocuments.uploadedAt}
    and ${claimReviews.submittedAt} < ${claimDocuments.removedAt})`;

/**
 * The documents of a claim in the order in which they came, and apart from them those that were
 * removed, for the history. Instants in UTC.
 */
export async function listDocuments(
  tx: Tx,
  claimId: string,
): Promise<{ documents: ListedDocument[]; removed: RemovedDocument[] }> {
  const remover = alias(users, "remover");
  const rows = await tx.db
    .select({
      id: claimDocuments.id,
      requirement: claimDocuments.requirement,
      name: claimDocuments.name,
      mediaType: claimDocuments.mediaType,
      size: claimDocuments.size,
      uploadedAt: claimDocuments.uploadedAt,
      uploadedBy: sql<string>`coalesce(${users.name}, '')`,
      scan: scanState,
      sameAs,
      removedAt: claimDocuments.removedAt,
      removedBy: sql<string>`coalesce(${remover.name}, '')`,
      wasSentIn,
    })
    .from(claimDocuments)
    .leftJoin(users, eq(users.id, claimDocuments.uploadedBy))
    .leftJoin(remover, eq(remover.id, claimDocuments.removedBy))
    .where(eq(claimDocuments.claimId, claimId))
    .orderBy(claimDocuments.uploadedAt, claimDocuments.id);
  const documents: ListedDocument[] = [];
  const removed: RemovedDocument[] = [];
  for (const { removedAt, removedBy, wasSentIn, ...document } of rows) {
    if (removedAt === null) documents.push(document);
    else removed.push({ ...document, removedAt, removedBy, wasSentIn });
  }
  return { documents, removed };
}

/**
 * One document of a claim, for the claim's partner and for the programme's staff: also a removed one
 * that was sent in before. `sha256` in hexadecimal.
 * Throws `not_found`, also for another partner's or location's; `own_company` to staff who belong to
 * the claim's partner; `file_waits` to staff while the scanner looks at it, `file_infected` to all.
 */
export async function getDocument(
  tx: Tx<PartnerUser> | Tx<Operator>,
  { number, documentId }: { number: number; documentId: string },
) {
  const [document] = await tx.db
    .select({
      name: claimDocuments.name,
      mediaType: claimDocuments.mediaType,
      size: claimDocuments.size,
      sha256: claimDocuments.sha256,
      partnerId: claimDocuments.partnerId,
      scan: scanState,
    })
    .from(claimDocuments)
    .innerJoin(
      workshopClaims,
      rowOf(workshopClaims, claimDocuments.partnerId, claimDocuments.claimId),
    )
    .where(
      and(
        eq(claimDocuments.id, documentId),
        eq(workshopClaims.number, number),
        scope(tx.actor),
        or(isNull(claimDocuments.removedAt), wasSentIn),
      ),
    );
  if (!document) throw new Refusal("not_found");
  const { partnerId, scan, ...found } = document;
  if (tx.actor.kind === "operator" && tx.actor.companies.includes(partnerId)) {
    throw new Refusal("own_company");
  }
  if (scan === "infected") throw new Refusal("file_infected");
  if (scan === "waiting" && tx.actor.kind === "operator") throw new Refusal("file_waits");
  return { ...found, sha256: found.sha256.toString("hex") };
}

/**
 * Looks whether a claim takes documents for a requirement now, before any are received. `addDocument` looks again.
 * Throws `not_found`, `claim_expired`, `claim_closed`.
 */
export async function checkTakesDocuments(
  tx: Tx<PartnerUser>,
  { number, requirement }: { number: number; requirement: Requirement },
): Promise<void> {
  const [claim] = await tx.db
    .select({
      partnerId: workshopClaims.partnerId,
      associationId: workshopClaims.associationId,
      requires: workshopClaims.requires,
      status: workshopClaims.status,
      deliveryDueAt: workshopClaims.deliveryDueAt,
      reviewDueAt: workshopClaims.reviewDueAt,
      disputeDueAt: workshopClaims.disputeDueAt,
    })
    .from(workshopClaims)
    .where(and(eq(workshopClaims.number, number), scope(tx.actor)));
  if (!claim || !takesFiles(claim.requires, await getPoe(tx, claim), requirement))
    throw new Refusal("not_found");
  refuseUnlessOpen(statusAt(claim, tx.now));
}

/**
 * Which of these hashes is needed: by a document that is part of a proof, or was when it was sent in, and may be opened; by an
 * import or a run of many rows; by a template.
 */
export async function findNeeded(tx: Tx, hashes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db
    .selectDistinct({ sha256: claimDocuments.sha256 })
    .from(claimDocuments)
    .where(
      and(
        inArray(
          claimDocuments.sha256,
          hashes.map((hash) => Buffer.from(hash, "hex")),
        ),
        or(isNull(claimDocuments.removedAt), wasSentIn),
        isNull(claimDocuments.infection),
        // O23: those of a round whose people were removed go too.
        sql`not exists (select from workshop_claims c join forgotten_rounds f on f.partner_id = c.partner_id and f.association_id = c.association_id
          where c.partner_id = ${claimDocuments.partnerId} and c.id = ${claimDocuments.claimId})`,
      ),
    );
  const { sha256: file, rowsSha256 } = importRuns;
  // O23: a file full of people goes some time after what was made of it has ended.
  const longOver = daysAgo(tx, getConfig().KEEP_SIGN_IN_DAYS);
  const imported = await tx.db
    .select({ file, rows: rowsSha256 })
    .from(importRuns)
    .where(
      and(
        or(inArray(file, [...hashes]), inArray(rowsSha256, [...hashes])),
        or(isNull(importRuns.endedAt), gt(importRuns.endedAt, longOver)),
      ),
    );
  const chosen = await tx.db
    .select({ file: bulkRuns.sha256, rows: bulkRuns.rowsSha256 })
    .from(bulkRuns)
    .where(
      and(
        or(inArray(bulkRuns.sha256, [...hashes]), inArray(bulkRuns.rowsSha256, [...hashes])),
        or(isNull(bulkRuns.endedAt), gt(bulkRuns.endedAt, longOver)),
      ),
    );
  const asked = new Set(hashes);
  const files = [...imported, ...chosen]
    .flatMap((one) => [one.file ?? "", one.rows ?? ""])
    .filter((one) => asked.has(one));
  const templates = await tx.db
    .select({ sha256: templateFiles.sha256 })
    .from(templateFiles)
    .where(
      inArray(
        templateFiles.sha256,
        hashes.map((hash) => Buffer.from(hash, "hex")),
      ),
    );
  const kept = [...rows, ...templates].map(({ sha256 }) => sha256.toString("hex"));
  return new Set([...kept, ...files]);
}

/** The hashes of all files that are needed, as `findNeeded` says, and not among those that the store has. */
export async function findLacking(tx: Tx, has: ReadonlySet<string>): Promise<string[]> {
  const { rows } = await tx.db.execute<{ sha256: string | null }>(sql`
    select encode(sha256, 'hex') as sha256 from claim_documents union select encode(sha256, 'hex') from template_files
    union select unnest(array[sha256, rows_sha256]) from import_runs union select unnest(array[sha256, rows_sha256]) from bulk_runs`);
  const named = rows.flatMap(({ sha256 }) => (sha256 === null || has.has(sha256) ? [] : [sha256]));
  const lacking: string[] = [];
  for (let at = 0; at < named.length; at += 500)
    lacking.push(...(await findNeeded(tx, named.slice(at, at + 500))));
  return lacking;
}

const daysAgo = ({ now }: Tx, days: number) => new Date(now.getTime() - days * 86_400_000);
