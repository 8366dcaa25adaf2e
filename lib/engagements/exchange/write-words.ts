import {
  engagementTypes,
  marketBands,
  marketCountries,
  metrics,
  partnerRoles,
  proofKinds,
  qualifications,
  solutionAreas,
} from "@/db/schema";
import type { Tx } from "../../ctx";
import { keyOf } from "./rules";
import type { Catalogue } from "./schema";

/** A step: the words of a catalogue that the programme does not have yet. */
export async function writeWords(tx: Pick<Tx, "db">, catalogue: Catalogue): Promise<void> {
  const labelled = ({ key, label }: Catalogue["solution_areas"][number]) => ({
    key,
    labelEn: label.en,
    labelNl: label.nl,
  });
  const named = (text: string, words: Catalogue["solution_areas"]) => ({
    key: keyOf(words, text),
    labelEn: text,
    labelNl: text,
  });
  const { engagements: all, windows_days: windows } = catalogue;
  await insert(tx, metrics, catalogue.metrics.map((one) => ({ ...labelled(one), unit: one.unit, whole: one.whole, currency: one.currency ?? null }))); // prettier-ignore
  await insert(tx, qualifications, catalogue.qualifications.map((one) => ({ ...labelled(one), kind: one.kind }))); // prettier-ignore
  await insert(tx, proofKinds, [
    ...catalogue.proof_kinds.map(labelled),
    ...[catalogue, ...all].flatMap((one) =>
      (one.proof_of_execution ?? []).map(({ kind }) => ({
        key: kind,
        labelEn: kind,
        labelNl: kind,
      })),
    ),
  ]);
  await insert(tx, solutionAreas, [
    ...catalogue.solution_areas.map(labelled),
    ...all.map((one) => named(one.solution_area, catalogue.solution_areas)),
  ]);
  await insert(tx, partnerRoles, [
    ...catalogue.partner_roles.map((one) => ({ ...labelled(one), withCustomers: one.with_customers })), // prettier-ignore
    ...[catalogue, ...all].map((one) => ({
      ...named(one.partner_role ?? catalogue.partner_role, catalogue.partner_roles),
      withCustomers: true,
    })),
  ]);
  const days = (of: typeof windows) => ({
    consentDays: of.consent,
    deliveryDays: of.submit,
    reviewDays: of.review,
    disputeDays: of.dispute,
  });
  await insert(tx, engagementTypes, [
    ...catalogue.engagement_types.map((one) => ({ ...labelled(one), ...days(one.windows_days) })),
    ...[catalogue, ...all].map((one) => ({
      ...named(one.engagement_type ?? catalogue.engagement_type, catalogue.engagement_types),
      ...days(one.windows_days ?? windows),
    })),
  ]);
  await writeBands(tx, catalogue);
}

async function writeBands(tx: Pick<Tx, "db">, catalogue: Catalogue): Promise<void> {
  const found = await tx.db.select({ band: marketCountries.band }).from(marketCountries).limit(1);
  if (found.length > 0) return;
  const bands = Object.entries(catalogue.market_bands);
  await insert(
    tx,
    marketBands,
    bands.map(([key, of]) => ({ key, labelEn: key, labelNl: key, elsewhere: typeof of === "string" })), // prettier-ignore
  );
  await insert(
    tx,
    marketCountries,
    bands.flatMap(([band, of]) =>
      typeof of === "string" ? [] : of.map((country) => ({ country, band })),
    ),
  );
}

/** Rows that are not there yet. */
export async function insert<T extends Parameters<Tx["db"]["insert"]>[0]>(
  tx: Pick<Tx, "db">,
  table: T,
  rows: T["$inferInsert"][],
): Promise<void> {
  if (rows.length > 0) await tx.db.insert(table).values(rows).onConflictDoNothing();
}
