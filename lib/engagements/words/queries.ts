import { eq, getTableColumns, sql, type SQL } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { z } from "zod";
import {
  engagementTypes,
  marketBands,
  marketCountries,
  metrics,
  partnerRoles,
  proofKinds,
  qualifications,
  reviewReasons,
  solutionAreas,
  users,
} from "@/db/schema";
import type { OperatorAct } from "../../access/policy";
import type { Tx } from "../../ctx";
import { Refusal } from "../../errors";
import type { Vocabulary, WhichWord } from "./schema";

/** The table of each vocabulary. */
export const tables = {
  metrics,
  qualifications,
  "market-bands": marketBands,
  "engagement-types": engagementTypes,
  "partner-roles": partnerRoles,
  "solution-areas": solutionAreas,
  "proof-kinds": proofKinds,
  "review-reasons": reviewReasons,
} as const;

/** Who changes a vocabulary (P5). */
export function actOf(of: Vocabulary): OperatorAct {
  return of === "metrics" ? "metrics.edit" : "engagements.edit";
}

const word = z
  .object({
    key: z.string(),
    id: z.string(),
    labelEn: z.string(),
    labelNl: z.string(),
    revision: z.number(),
    changedByName: z.string().nullable(),
  })
  .catchall(z.union([z.string(), z.number(), z.boolean(), z.null()]));
/** A word with everything that its vocabulary says of it (P9). */
export type Word = z.output<typeof word>;

/** All words of a vocabulary by key. */
export function listWords(tx: Tx, of: Vocabulary): Promise<Word[]> {
  return selectWords(tx, of, sql`true`);
}

/** One word. Refuses with `not_found`. */
export async function getWord(tx: Tx, { of, key }: WhichWord): Promise<Word> {
  const [found] = await selectWords(tx, of, eq(tables[of].key, key));
  if (!found) throw new Refusal("not_found");
  return found;
}

/** Whether a word of the vocabulary has this key, whichever of its letters are capitals. */
export async function isKeyTaken(tx: Tx, { of, key }: WhichWord): Promise<boolean> {
  const found = await selectWords(tx, of, sql`lower(${tables[of].key}) = lower(${key})`);
  return found.length > 0;
}

/** A step: whoever else changes words waits, and so does who saves what names some. */
export async function lockWords(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('words', 0))`);
}

/** A step: no word goes while what names some is saved. */
export async function holdWords(tx: Tx): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended('words', 0))`);
}

const use = z.object({
  kind: z.enum(["engagement", "tenants", "locations", "claims"]),
  slug: z.string().nullable(),
});
/** By what a word is used: an engagement, facts of tenants, qualifications of locations, or claims. */
export type WordUse = z.output<typeof use>;

/** Everything that keeps a word from being removed. */
export async function listUses(tx: Tx, { of, key }: WhichWord): Promise<WordUse[]> {
  const table = of.replace("-", "_");
  const { rows } = await tx.db.execute(sql`select kind, slug from word_uses(${table}, ${key})`);
  return z.array(use).parse(rows);
}

async function selectWords(tx: Tx, of: Vocabulary, where: SQL): Promise<Word[]> {
  const table = tables[of];
  const { changedAt: _at, changedBy: _by, ...columns } = getTableColumns(table);
  const named = Object.entries<AnyPgColumn>(columns).map(
    ([name, column]) => sql`${table}.${sql.identifier(column.name)} as ${sql.identifier(name)}`,
  );
  if (of === "market-bands") named.push(sql`${countriesOf} as countries`);
  const { rows } = await tx.db.execute(sql`
    select ${sql.join(named, sql`, `)}, ${users}.name as "changedByName"
    from ${table} left join ${users} on ${users}.id = ${table}.changed_by where ${where} order by ${table}.key`);
  return z.array(word).parse(rows);
}

const countriesOf = sql`coalesce((select string_agg(m.country, ', ' order by m.country) from ${marketCountries} m
  where m.band = ${marketBands}.key), '')`;
