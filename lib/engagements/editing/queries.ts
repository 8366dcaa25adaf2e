import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import {
  engagements,
  engagementVersions,
  metrics,
  proofKinds,
  qualifications,
  templateFiles,
  users,
} from "@/db/schema";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import { dateIn } from "../../time/deadline";
import { usualOf } from "../../installation";
import { holdWords } from "../words/queries";
import { contentOf } from "./rules";
import type { VersionFields } from "./schema";

/** An engagement as its editors know it, whether or not partners do. */
export type Listing = Awaited<ReturnType<typeof getListing>>;
/** One of its versions; a draft has no `publishedAt`. */
export type Version = Awaited<ReturnType<typeof listVersions>>[number];

/** One engagement by its slug. Refuses with `not_found`. */
export async function getListing(tx: Tx, slug: string) {
  const [found] = await tx.db
    .select({ ...getTableColumns(engagements), changedByName: users.name })
    .from(engagements)
    .leftJoin(users, eq(users.id, engagements.changedBy))
    .where(eq(engagements.slug, slug));
  if (!found) throw new Refusal("not_found");
  return found;
}

/** A step: the same, and whoever else edits it waits. */
export async function lockListing(tx: Tx, slug: string): Promise<Listing> {
  await tx.db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`engagement ${slug}`}, 0))`,
  );
  return getListing(tx, slug);
}

/** The versions of an engagement, the newest first; what was taken back too. */
export function listVersions(tx: Tx, engagementId: string) {
  const proposer = alias(users, "proposer");
  const publisher = alias(users, "publisher");
  return tx.db
    .select({
      ...getTableColumns(engagementVersions),
      changedByName: users.name,
      proposedByName: proposer.name,
      publishedByName: publisher.name,
    })
    .from(engagementVersions)
    .leftJoin(users, eq(users.id, engagementVersions.changedBy))
    .leftJoin(proposer, eq(proposer.id, engagementVersions.proposedBy))
    .leftJoin(publisher, eq(publisher.id, engagementVersions.publishedBy))
    .where(eq(engagementVersions.engagementId, engagementId))
    .orderBy(desc(engagementVersions.number));
}

/**
 * The revision that a page shows of what is edited next: the draft's, else that of the newest version, with which the next
 * draft begins. It goes on from version to version, so that nobody edits past a version that they have not seen (P4).
 */
export function seenOf([newest]: readonly Version[]): number {
  return newest?.revision ?? 0;
}

/** The version that was published last and not taken back; null: none was. */
export function lastPublished(versions: readonly Version[]): Version | null {
  return versions.find((one) => one.publishedAt !== null && one.withdrawnAt === null) ?? null;
}

/**
 * What an edit goes on from: the draft, else what was published last; where all was taken back, the newest of that.
 * Refuses with `not_found`.
 */
export function nextOf(versions: readonly Version[]): Version {
  const draft = versions.find(({ publishedAt }) => publishedAt === null);
  const next = draft ?? lastPublished(versions) ?? versions[0];
  if (!next) throw new Refusal("not_found");
  return next;
}

/** Today, as the programme counts days (P8). */
export async function programmeToday(tx: Tx): Promise<string> {
  return dateIn(tx.now, (await usualOf(tx)).timeZone);
}

/** What a version may name: keys of metrics, qualifications and kinds of proof, and addresses of templates. */
export async function listKnown(tx: Tx) {
  const measured = await tx.db.select({ key: metrics.key }).from(metrics);
  const named = await tx.db.select({ key: qualifications.key }).from(qualifications);
  const keys = (rows: { key: string }[]) => rows.map(({ key }) => key).sort();
  const proof = await tx.db.select({ key: proofKinds.key }).from(proofKinds);
  return {
    metrics: keys(measured),
    qualifications: keys(named),
    proof: keys(proof),
    templates: await listTemplateAddresses(tx),
  };
}

/** What the fields of a version say. Refuses with `line_wrong` at each that cannot be read. */
export async function readContent(tx: Tx, fields: VersionFields) {
  await holdWords(tx);
  const read = contentOf(fields, await listKnown(tx));
  if ("content" in read) return read.content;
  const [first, ...others] = read.errors;
  throw new Refusal(first?.code ?? "line_wrong", first, others);
}

/** Where templates stand (P14): those that were added, and what versions name already. */
export async function listTemplateAddresses(tx: Tx): Promise<string[]> {
  const { rows } = await tx.db.execute<{ url: string }>(sql`
    select '/templates/' || ${templateFiles.name} as url from ${templateFiles}
    union select jsonb_path_query(${engagementVersions.poe}, '$[*].templates[*].url') #>> '{}' from ${engagementVersions}
    order by 1`);
  return rows.map(({ url }) => url);
}
