import { createHash } from "node:crypto";
import { and, desc, eq, getTableColumns, notInArray, sql } from "drizzle-orm";
import {
  auditLog,
  engagementRates,
  engagements,
  marketBands,
  type SurveyQuestion,
  type Surveys,
} from "@/db/schema";
import { wholeOf } from "@/messages/format/money";
import { authorize } from "../access/authorize";
import { record } from "../audit/record";
import { Refusal } from "../errors";
import { getSettings, lockProgramme } from "../programme/queries";
import { enqueue } from "../queue/enqueue";
import { transaction, type Ctx, type Tx } from "../ctx";
import catalogueFile from "./catalogue.json";
import { bands, catalogueCurrency, catalogueSchema, type Catalogue } from "./schema";

/**
 * Puts the programme's catalogue (section 7) into the database: engagements by slug, their rates and
 * the market bands. Done once for each version of the catalogue, so that changes which the programme
 * makes afterwards stay until a newer version comes; engagements are never taken away.
 * Refuses with `catalogue_currency` in a programme that pays in another currency than the catalogue (P13).
 * @returns the number of engagements written; 0 when this version was loaded before
 */
export async function loadCatalogue(ctx: Ctx, input: unknown = catalogueFile): Promise<number> {
  authorize(ctx, "catalogue.load");
  const catalogue = catalogueSchema.parse(input);
  const version = createHash("sha256").update(JSON.stringify(catalogue)).digest("hex");
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('catalogue', 0))`);
    await refuseOtherCurrency(tx);
    if ((await loadedVersion(tx)) === version) return 0;
    const ids = await writeEngagements(tx, catalogue);
    await writeRates(tx, catalogue, ids);
    await writeBands(tx, catalogue);
    await enqueue(tx, "refresh-eligibility", {});
    await record(tx, {
      event: "catalogue.loaded",
      subjectId: null,
      data: { version, engagements: catalogue.engagements.length },
    });
    return catalogue.engagements.length;
  });
}

/** Whoever changes the programme's currency meanwhile waits. */
async function refuseOtherCurrency(tx: Tx): Promise<void> {
  await lockProgramme(tx);
  const programme = (await getSettings(tx))?.currency ?? catalogueCurrency;
  if (programme !== catalogueCurrency)
    throw new Refusal("catalogue_currency", {
      params: { catalogue: catalogueCurrency, programme },
    });
}

async function loadedVersion(tx: Tx): Promise<unknown> {
  const [last] = await tx.db
    .select({ data: auditLog.data })
    .from(auditLog)
    .where(and(eq(auditLog.chain, "programme"), eq(auditLog.event, "catalogue.loaded")))
    .orderBy(desc(auditLog.seq))
    .limit(1);
  return last?.data.version;
}

async function writeEngagements(tx: Tx, catalogue: Catalogue): Promise<Map<string, string>> {
  const rows = catalogue.engagements.map((workshop) => ({
    slug: workshop.slug,
    name: workshop.name,
    solutionArea: workshop.solution_area,
    engagementType: catalogue.engagement_type,
    partnerRole: catalogue.partner_role,
    summary: workshop.summary,
    availableFrom: catalogue.valid_from,
    lastDayToAdd: workshop.last_day_to_add_customers ?? null,
    consentDays: catalogue.windows_days.consent,
    deliveryDays: catalogue.windows_days.submit,
    reviewDays: catalogue.windows_days.review,
    disputeDays: catalogue.windows_days.dispute,
    partnerCriteria: { anyOf: workshop.partner_criteria_any_of, allOf: [], countries: null },
    customerCriteria: workshop.customer_criteria_all_of,
    customerCountries: workshop.customer_countries,
    poe: catalogue.proof_of_execution.map(({ kind, template }) => ({
      kind,
      templateUrl: template?.url ?? null,
      templateVersion: template?.version ?? null,
    })),
    surveys: surveysOf(catalogue),
    resources: workshop.resources,
    demonstrationThresholds: true,
  }));
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== "slug");
  const set = Object.fromEntries(
    Object.entries(getTableColumns(engagements))
      .filter(([name]) => columns.includes(name))
      .map(([name, column]) => [name, sql`excluded.${sql.identifier(column.name)}`]),
  );
  const written = await tx.db
    .insert(engagements)
    .values(rows)
    .onConflictDoUpdate({ target: engagements.slug, set })
    .returning({ id: engagements.id, slug: engagements.slug });
  return new Map(written.map(({ id, slug }) => [slug, id]));
}

function surveysOf({ surveys }: Catalogue): Surveys {
  const questions = (survey: Catalogue["surveys"]["partner"]): SurveyQuestion[] =>
    survey.map(({ only_if: onlyIf, options, ...question }) => ({
      ...question,
      ...(options ? { options } : {}),
      ...(onlyIf ? { onlyIf } : {}),
    }));
  return { partner: questions(surveys.partner), customer: questions(surveys.customer) };
}

async function writeRates(tx: Tx, catalogue: Catalogue, ids: Map<string, string>): Promise<void> {
  const minorOf = (units: number | null) =>
    units === null ? null : wholeOf(units, catalogueCurrency).minor;
  const rates = catalogue.engagements.flatMap((workshop) => {
    const engagementId = ids.get(workshop.slug);
    if (engagementId === undefined)
      throw new Error(`the engagement ${workshop.slug} was not written`);
    return bands.map((band) => ({
      engagementId,
      band,
      validFrom: catalogue.valid_from,
      amountMinor: minorOf(workshop.rate_usd[band]),
    }));
  });
  await tx.db
    .insert(engagementRates)
    .values(rates)
    .onConflictDoUpdate({
      target: [engagementRates.engagementId, engagementRates.band, engagementRates.validFrom],
      set: { amountMinor: sql`excluded.amount_minor` },
    });
}

async function writeBands(tx: Tx, { market_bands }: Catalogue): Promise<void> {
  const rows = (["A", "B"] as const).flatMap((band) =>
    market_bands[band].map((country) => ({ country, band })),
  );
  await tx.db
    .insert(marketBands)
    .values(rows)
    .onConflictDoUpdate({ target: marketBands.country, set: { band: sql`excluded.band` } });
  await tx.db.delete(marketBands).where(
    notInArray(
      marketBands.country,
      rows.map(({ country }) => country),
    ),
  );
}
