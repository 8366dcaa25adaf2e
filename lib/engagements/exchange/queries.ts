import { createHash } from "node:crypto";
import { asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import {
  engagementRates,
  engagements,
  engagementTypes,
  engagementVersions,
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
import type { Tx } from "../../ctx";
import { listTemplateAddresses } from "../editing/queries";
import { lockWords } from "../words/queries";
import { getSettings, lockProgramme } from "../../programme/queries";
import { catalogueCurrency } from "./schema";
import type { Standing } from "./standing.rules";

/** The whole catalogue as it stands. */
export async function loadStanding(tx: Tx): Promise<Standing> {
  const settings = await getSettings(tx);
  const all = await tx.db.select().from(engagements).orderBy(asc(engagements.slug));
  const versions = await tx.db
    .select({ ...getTableColumns(engagementVersions), changedByName: users.name })
    .from(engagementVersions)
    .leftJoin(users, eq(users.id, engagementVersions.changedBy))
    .orderBy(desc(engagementVersions.number));
  const rates = await tx.db
    .select()
    .from(engagementRates)
    .orderBy(asc(engagementRates.validFrom), asc(engagementRates.band));
  const fixed = await listFixed(tx);
  const words = {
    metrics: await tx.db.select().from(metrics).orderBy(asc(metrics.key)),
    qualifications: await tx.db.select().from(qualifications).orderBy(asc(qualifications.key)),
    proof_kinds: await tx.db.select().from(proofKinds).orderBy(asc(proofKinds.key)),
    review_reasons: await tx.db.select().from(reviewReasons).orderBy(asc(reviewReasons.key)),
    solution_areas: await tx.db.select().from(solutionAreas).orderBy(asc(solutionAreas.key)),
    partner_roles: await tx.db.select().from(partnerRoles).orderBy(asc(partnerRoles.key)),
    engagement_types: await tx.db.select().from(engagementTypes).orderBy(asc(engagementTypes.key)),
  };
  return {
    currency: settings?.currency ?? catalogueCurrency,
    twoEditors: settings?.twoEditors ?? false,
    words,
    bands: await listBands(tx),
    templates: await listTemplateAddresses(tx),
    engagements: all.map((own) => {
      const of = versions.filter((one) => one.engagementId === own.id);
      return {
        own,
        last: of.find((one) => one.publishedAt !== null && one.withdrawnAt === null) ?? null,
        draft: of.find(({ publishedAt }) => publishedAt === null) ?? null,
        withdrawn: of.find(({ withdrawnAt }) => withdrawnAt !== null) ?? null,
        rates: rates.filter(({ engagementId }) => engagementId === own.id),
        fixed: fixed.filter(({ engagementId }) => engagementId === own.id),
      };
    }),
  };
}

async function listBands(tx: Tx) {
  const countries = await tx.db
    .select()
    .from(marketCountries)
    .orderBy(asc(marketCountries.country));
  const bands = await tx.db.select().from(marketBands).orderBy(asc(marketBands.key));
  return bands.map(({ key, labelEn: en, labelNl: nl, elsewhere }) => ({
    ...{ key, elsewhere, label: { en, nl } },
    countries: countries.filter(({ band }) => band === key).map(({ country }) => country),
  }));
}

const fixedRates = z.array(
  z.object({
    engagementId: z.string(),
    band: z.string(),
    validFrom: z.string().nullable(),
    lastDay: z.string(),
  }),
);

/** Of each rate by which payouts were fixed the last day of such a consent (P13). */
async function listFixed(tx: Tx) {
  const { rows } = await tx.db.execute(sql`
    select engagement_id as "engagementId", band, valid_from as "validFrom", last_day as "lastDay" from rates_fixed()`);
  return fixedRates.parse(rows);
}

/** A name of this very state: it is another one as soon as anything of the catalogue is changed by anybody. */
export function stateOf({
  engagements: all,
  words,
  bands,
  currency,
  twoEditors,
}: Standing): string {
  const said = {
    ...{ words, bands, currency, twoEditors },
    engagements: all.map(({ own, last, draft, rates }) => ({ own, last: last?.id, draft, rates })),
  };
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 16);
}

/** A step: whoever else edits anything of the catalogue waits. */
export async function lockCatalogue(tx: Tx, slugs: readonly string[]): Promise<void> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('catalogue', 0))`);
  await lockWords(tx);
  const found = await tx.db.select({ slug: engagements.slug }).from(engagements);
  const all = [...new Set([...slugs, ...found.map(({ slug }) => slug)])].sort();
  await tx.db.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('engagement ' || slug, 0))
    from (select unnest(${sql.param(all)}::text[]) as slug order by 1) as sorted`);
  await lockProgramme(tx);
}
