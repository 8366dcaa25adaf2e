import { usualDays } from "../days.rules";
import { keyOf } from "./rules";
import { wordLists, type Catalogue, type WordList } from "./schema";

type Value = string | number | boolean | null;
/** What a word of the programme says, field by field. */
export type WordFields = Record<string, Value>;
/** A word of a file; `implied` is one that an engagement names and no list has. */
export type WrittenWord = {
  list: WordList;
  key: string;
  at: number;
  implied: boolean;
  fields: WordFields;
};

/** The words that a file lists, and those that its engagements name by their English label alone. */
export function wordsOf(catalogue: Catalogue): WrittenWord[] {
  const listed = wordLists.flatMap((list) => listedOf(catalogue, list));
  const { engagements: all, windows_days: windows } = catalogue;
  const named = (list: WordList, text: string | undefined, rest: WordFields): WrittenWord[] =>
    text === undefined
      ? []
      : [
          {
            list,
            key: keyOf(catalogue[list], text),
            at: 0,
            implied: true,
            fields: { labelEn: text, labelNl: text, ...rest },
          },
        ];
  const implied = [
    ...[catalogue, ...all].flatMap((one) =>
      (one.proof_of_execution ?? []).map(({ kind: key }): WrittenWord => ({
        list: "proof_kinds",
        key,
        at: 0,
        implied: true,
        fields: { labelEn: key, labelNl: key },
      })),
    ),
    ...all.flatMap((one) => named("solution_areas", one.solution_area, {})),
    ...[catalogue, ...all].flatMap((one) =>
      named("partner_roles", one.partner_role, { withCustomers: true }),
    ),
    ...[catalogue, ...all].flatMap((one) =>
      named("engagement_types", one.engagement_type, days(one.windows_days ?? windows)),
    ),
  ];
  const known = new Set(listed.map(({ list, key }) => `${list} ${key}`));
  return [
    ...listed,
    ...implied.filter(({ list, key }) => {
      const isNew = !known.has(`${list} ${key}`);
      known.add(`${list} ${key}`);
      return isNew;
    }),
  ];
}

function listedOf(catalogue: Catalogue, list: WordList): WrittenWord[] {
  const each = <T extends { key: string; label: { en: string; nl: string } }>(
    all: readonly T[],
    rest: (one: T) => WordFields,
  ) =>
    all.map((one, at): WrittenWord => {
      const fields = { labelEn: one.label.en, labelNl: one.label.nl, ...rest(one) };
      return { list, key: one.key, at, implied: false, fields };
    });
  switch (list) {
    case "metrics":
      return each(catalogue.metrics, ({ unit, whole, currency = null }) => ({
        unit,
        whole,
        currency,
      }));
    case "qualifications":
      return each(catalogue.qualifications, ({ kind }) => ({ kind }));
    case "proof_kinds":
      return each(catalogue.proof_kinds, () => ({}));
    case "review_reasons":
      return each(catalogue.review_reasons, ({ about }) => ({ about: about.join(", ") }));
    case "solution_areas":
      return each(catalogue.solution_areas, () => ({}));
    case "partner_roles":
      return each(catalogue.partner_roles, (one) => ({ withCustomers: one.with_customers }));
    case "engagement_types":
      return each(catalogue.engagement_types, (one) => days(one.windows_days));
  }
}

function days(of: Catalogue["windows_days"]): WordFields {
  if (!of) return usualDays;
  return {
    consentDays: of.consent,
    deliveryDays: of.submit,
    reviewDays: of.review,
    disputeDays: of.dispute,
  };
}

export type WrittenBand = {
  key: string;
  /** Null: the file gives none. */
  label: { en: string; nl: string } | null;
  /** Null: all that no other has. */
  countries: string[] | null;
};

/** The market bands of a file. */
export function bandsOf({ market_bands: bands }: Catalogue): WrittenBand[] {
  return Object.entries(bands).map(([key, of]) => {
    if (typeof of === "string") return { key, label: null, countries: null };
    if (Array.isArray(of)) return { key, label: null, countries: [...of].sort() };
    return { key, label: of.label, countries: of.countries && [...of.countries].sort() };
  });
}
