import { contentOf, differences, fieldsOf, type Difference } from "../editing/rules";
import { versionFields, type VersionFields } from "../editing/schema";
import type { VersionContent } from "../rules";
import { pathOf, type Wrong } from "./json.rules";
import type { Standing } from "./standing.rules";
import { writtenOf, type Own, type Written } from "./rules";
import { fixedFields, type Vocabulary } from "../words/schema";
import type { Catalogue, WordList } from "./schema";
import { bandsOf, wordsOf, type WordFields, type WrittenWord } from "./words.rules";

type Changes = Difference[];
type State = "new" | "changed" | "unchanged" | "refused";
type Line = { path: string; key: string; state: State; changes: Changes; wrong: Wrong[] };
export type WordLine = Line & {
  word: WrittenWord;
  of: Vocabulary;
  id: string | null;
  revision: number;
};
export type RateLine = Line & {
  band: string;
  validFrom: string;
  amountMinor: number | null;
  /** What the programme pays from that day now; null: nothing is said. */
  stands: { amountMinor: number | null } | null;
};
export type EngagementLine = Line & {
  written: Written;
  /** Of what its next version says. */
  version: Changes;
  /** Of where it stands in the catalogue. */
  listing: Changes;
  rates: RateLine[];
};

/** P16: what a catalogue would change in the programme's. */
export type Plan = {
  words: WordLine[];
  bands: Line[];
  engagements: EngagementLine[];
  /** Of the file as a whole. */
  wrong: Wrong[];
  /** Engagements of the programme that the file does not have: they are left as they are. */
  left: string[];
};

/**
 * What would come of a file that was read, compared with all that stands.
 * @param options `first`: the product itself loads it, whose own templates it may name
 */
export function planOf(standing: Standing, catalogue: Catalogue, { first = false } = {}): Plan {
  const { currency } = standing;
  const words = wordsOf(catalogue).map((word) => planWord(standing, word));
  const keysOf = (list: "metrics" | "qualifications" | "proof_kinds") => [
    ...standing.words[list].map(({ key }) => key),
    ...words.flatMap(({ word }) => (word.list === list ? [word.key] : [])),
  ];
  const written = catalogue.engagements.map((one) => writtenOf(catalogue, one));
  const named = written.flatMap(({ version }) =>
    version.poe.flatMap(({ templates = [] }) => templates.map(({ url }) => url)),
  );
  const known = {
    metrics: keysOf("metrics"),
    qualifications: keysOf("qualifications"),
    proof: keysOf("proof_kinds"),
    templates: first ? named : standing.templates,
  };
  const bands = planBands(standing, catalogue);
  const bandKeys = [...standing.bands, ...bands].map(({ key }) => key);
  const slugs = new Set(catalogue.engagements.map(({ slug }) => slug));
  return {
    words,
    bands,
    engagements: written.map((one, at) => planEngagement(standing, one, { at, known, bandKeys })),
    wrong:
      catalogue.currency === currency
        ? []
        : [
            {
              path: "currency",
              code: "catalogue_currency",
              params: { catalogue: catalogue.currency, programme: currency },
            },
          ],
    left: standing.engagements.map(({ own }) => own.slug).filter((slug) => !slugs.has(slug)),
  };
}

/** All that keeps a file from being taken in: nothing of it is, before all of it can be. */
export function wrongOf(plan: Plan): Wrong[] {
  return [...plan.wrong, ...linesOf(plan).flatMap((one) => one.wrong)];
}

/** How much of a file is new, changed, unchanged and refused; a rate counts as a line of its own. */
export function countsOf(plan: Plan): Record<State, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { state } of linesOf(plan)) counts[state] += 1;
  return counts;
}

function linesOf({ words, bands, engagements }: Plan): Line[] {
  return [...words, ...bands, ...engagements.flatMap((one) => [one, ...one.rates])];
}

function lineOf(
  path: string,
  key: string,
  changes: Changes,
  rest: { isNew: boolean; wrong: Wrong[] },
): Line {
  const state =
    rest.wrong.length > 0
      ? "refused"
      : rest.isNew
        ? "new"
        : changes.length > 0
          ? "changed"
          : "unchanged";
  return { path, key, state, changes, wrong: rest.wrong };
}

function planWord(standing: Standing, word: WrittenWord): WordLine {
  const path = pathOf([word.list, word.at]);
  const of = vocabularies[word.list];
  const found = standing.words[word.list].find(({ key }) => key === word.key);
  const stands: WordFields | null = found ? pick(found, Object.keys(word.fields)) : null;
  // What an engagement only names is made where there is none, and says nothing about one that is there.
  const changes = word.implied && stands ? [] : changesOf(stands, word.fields);
  const wrong = stands
    ? changes.flatMap(({ field }): Wrong[] =>
        fixedFields[of]?.includes(field)
          ? [{ path: `${path}.${field}`, code: "catalogue_elsewhere" }]
          : [],
      )
    : [];
  const line = lineOf(path, word.key, changes, { isNew: stands === null, wrong });
  return { ...line, word, of, id: found?.id ?? null, revision: found?.revision ?? 0 };
}

const vocabularies: Record<WordList, Vocabulary> = {
  metrics: "metrics",
  qualifications: "qualifications",
  proof_kinds: "proof-kinds",
  review_reasons: "review-reasons",
  solution_areas: "solution-areas",
  partner_roles: "partner-roles",
  engagement_types: "engagement-types",
};

const labels = ({ en: labelEn, nl: labelNl }: { en: string; nl: string }) => ({ labelEn, labelNl });

/** Bands are what money is paid by: a file makes the first ones, and never moves a country. It says what they are called. */
function planBands(standing: Standing, catalogue: Catalogue): Line[] {
  const isEmpty = standing.bands.length === 0;
  return bandsOf(catalogue).map((band) => {
    const path = pathOf(["market_bands", band.key]);
    const found = standing.bands.find(({ key }) => key === band.key);
    const told = (countries: readonly string[] | null) => (countries ? countries.join(", ") : "*");
    const stands = found && {
      countries: told(found.elsewhere ? null : [...found.countries].sort()),
      ...labels(found.label),
    };
    const wanted = { countries: told(band.countries), ...(band.label && labels(band.label)) };
    const changes = changesOf(stands ?? null, wanted);
    const moves = changes.some(({ field }) => field === "countries");
    const wrong: Wrong[] = moves && !isEmpty ? [{ path, code: "catalogue_elsewhere" }] : [];
    return lineOf(path, band.key, changes, { isNew: !found, wrong });
  });
}

type Around = {
  at: number;
  known: Record<"metrics" | "qualifications" | "proof" | "templates", string[]>;
  bandKeys: string[];
};

function planEngagement(standing: Standing, written: Written, around: Around): EngagementLine {
  const { own, version } = written;
  const path = pathOf(["engagements", around.at]);
  const found = standing.engagements.find((one) => one.own.slug === own.slug);
  const wrong = [...unreadable(version, path, around.known), ...outOfOrder(own, path)];
  const stands = found?.last ?? found?.draft ?? found?.withdrawn ?? null;
  const wanted = fieldsOf(version);
  const draftSaysSo = found?.draft && differences(fieldsOf(found.draft), wanted).length === 0;
  const changed = draftSaysSo ? [] : differences(stands && fieldsOf(stands), wanted);
  if (found?.draft && changed.length > 0)
    wrong.push({
      path,
      code: "catalogue_draft",
      params: { name: found.draft.changedByName ?? "" },
    });
  const listing = changesOf(found ? pick(found.own, Object.keys(own)) : null, own);
  const rates = written.rates.map((rate): RateLine =>
    planRate(found ?? null, rate, { path, ...around, twoEditors: standing.twoEditors }),
  );
  const line = lineOf(path, own.slug, [...listing, ...changed], { isNew: !found, wrong });
  return { ...line, written, version: changed, listing, rates };
}

function planRate(
  found: Standing["engagements"][number] | null,
  rate: Written["rates"][number],
  { path: of, bandKeys, twoEditors }: { path: string; bandKeys: string[]; twoEditors: boolean },
): RateLine {
  const { band, validFrom, amountMinor } = rate;
  const path = `${of}.rates.${band}.${validFrom}`;
  const stands = found?.rates.find((one) => one.band === band && one.validFrom === validFrom);
  const told = (minor: number | null) => (minor === null ? "" : String(minor));
  const changes = changesOf(stands ? { amount: told(stands.amountMinor) } : null, {
    amount: told(amountMinor),
  });
  const wrong: Wrong[] = [];
  if (!bandKeys.includes(band)) wrong.push({ path, code: "catalogue_unknown_band" });
  const paid = (found?.fixed ?? []).filter((one) => one.band === band);
  const isFixed = stands
    ? paid.some((one) => one.validFrom === validFrom)
    : paid.some((one) => one.lastDay >= validFrom && (one.validFrom ?? "") < validFrom);
  if (changes.length > 0 && isFixed) wrong.push({ path, code: "rate_fixed" });
  else if (changes.length > 0 && stands && (twoEditors || stands.agreedAt === null))
    wrong.push({ path, code: "rate_taken" });
  const line = lineOf(path, `${band} ${validFrom}`, changes, { isNew: !stands, wrong });
  return { ...line, band, validFrom, amountMinor, stands: stands ?? null };
}

/** What could not have been typed on the pages of a version, and could not be read there afterwards. */
function unreadable(version: VersionContent, path: string, known: Around["known"]): Wrong[] {
  const fields = fieldsOf(version);
  const typed = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "boolean" ? (value ? "yes" : "no") : String(value),
    ]),
  );
  const read = versionFields.safeParse(typed);
  if (!read.success)
    return read.error.issues.map(({ path: [name = ""] }) => ({
      path: `${path}.${placeOf(name)}`,
      code: "catalogue_value",
    }));
  const found = contentOf(read.data, known);
  if ("errors" in found)
    return found.errors.map(({ field, code, params }) => ({
      path: `${path}.${placeOf(field)}`,
      code,
      params,
    }));
  return differences(fields, fieldsOf(found.content)).map(({ field }) => ({
    path: `${path}.${placeOf(field)}`,
    code: "catalogue_value",
  }));
}

function outOfOrder({ availableFrom, availableUntil, lastDayToAdd }: Own, path: string): Wrong[] {
  const late = { available_until: availableUntil, last_day_to_add_customers: lastDayToAdd };
  return Object.entries(late).flatMap(([name, last]) =>
    last !== null && last < availableFrom
      ? [{ path: `${path}.${name}`, code: "days_out_of_order" }]
      : [],
  );
}

/** Where a field of a version stands in the file. */
const places: Record<keyof VersionFields, string> = {
  name: "name",
  summaryEn: "summary.en",
  summaryNl: "summary.nl",
  consentDays: "windows_days.consent",
  deliveryDays: "windows_days.submit",
  reviewDays: "windows_days.review",
  disputeDays: "windows_days.dispute",
  clockStandsStill: "clock_stands_still",
  partnerAnyOf: "partner_criteria_any_of",
  partnerAllOf: "partner_criteria_all_of",
  partnerCountries: "partner_countries",
  customerCriteria: "customer_criteria_all_of",
  customerCountries: "customer_countries",
  poe: "proof_of_execution",
  partnerSurvey: "surveys.partner",
  customerSurvey: "surveys.customer",
  resources: "resources",
  demonstrationThresholds: "demonstration_thresholds",
};

function placeOf(field: PropertyKey): string {
  return Object.entries(places).find(([name]) => name === field)?.[1] ?? String(field);
}

function changesOf(stands: WordFields | null, wanted: WordFields): Changes {
  return Object.entries(wanted).flatMap(([field, value]) => {
    const was = stands?.[field] ?? null;
    if (stands && was === value) return [];
    return [{ field, before: stands ? String(was ?? "") : null, after: String(value ?? "") }];
  });
}

function pick(from: object, names: readonly string[]): WordFields {
  const all = new Map<string, unknown>(Object.entries(from));
  return Object.fromEntries(
    names.map((name) => {
      const value = all.get(name);
      return [
        name,
        typeof value === "string" || typeof value === "number" || typeof value === "boolean"
          ? value
          : null,
      ];
    }),
  );
}
