import fc from "fast-check";
import { reading, transaction } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { tries } from "@/testing/tries";
import catalogueFile from "../catalogue.json";
import { loadCatalogue } from "../load-catalogue";
import { exportCatalogue } from "./export-catalogue";
import { lookAt } from "./file.queries";
import { countsOf } from "./plan.rules";
import { readCatalogue } from "./read-file";

const f = fixture();
/** `CATALOGUES`: how many random catalogues go in and out. */
const COUNT = tries("CATALOGUES", { ci: 6, whole: 300 });

const empty = () =>
  f.sql(`truncate engagements, engagement_versions, engagement_rates, metrics, qualifications, solution_areas, partner_roles,
    engagement_types, proof_kinds, market_bands, market_countries cascade`);
const exported = async () => exportCatalogue(f.ctx(await f.operator({ roles: ["reader"] })));
const looked = async (said: string) => {
  const editor = await f.operator({ roles: ["catalogue_editor"] });
  return reading(f.ctx(editor), (tx) => lookAt(tx, said));
};

test("P16 what comes with the product goes in, out, and changes nothing when it comes in again", async () => {
  await empty();
  await loadCatalogue(f.owner(), catalogueFile);
  const file = await exported();
  const look = await looked(file);
  expect(look.wrong).toEqual([]);
  expect(countsOf(look.read!.plan)).toMatchObject({ new: 0, changed: 0, refused: 0 });
  const original = await looked(JSON.stringify(catalogueFile));
  expect(original.wrong).toEqual([]);
  expect(countsOf(original.read!.plan)).toMatchObject({ new: 0, changed: 0, refused: 0 });
});

test(`P16 ${COUNT} random catalogues: what comes out, goes in and comes out is the same, to the letter`, async () => {
  await fc.assert(
    fc.asyncProperty(catalogue(), async (file) => {
      await empty();
      const read = readCatalogue(JSON.stringify(file));
      expect("wrong" in read ? read.wrong : []).toEqual([]);
      await loadCatalogue(f.owner(), file);
      const first = await exported();
      const look = await looked(first);
      expect(look.wrong).toEqual([]);
      expect(countsOf(look.read!.plan)).toMatchObject({ new: 0, changed: 0, refused: 0 });
      await empty();
      await loadCatalogue(f.owner(), JSON.parse(first));
      expect(await exported()).toBe(first);
    }),
    { numRuns: COUNT },
  );
}, 600_000);

test("a draft of a next version is not in the file, and a rate that waits neither", async () => {
  await empty();
  await loadCatalogue(f.owner(), catalogueFile);
  const before = await exported();
  await f.sql(`insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days,
      dispute_days, partner_criteria, customer_criteria, poe, resources)
    select engagement_id, 2, 'Secret', summary, 1, 2, 3, 4, partner_criteria, customer_criteria, poe, resources
    from engagement_versions limit 1`);
  const { userId } = await f.operator();
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor, agreed_at, proposed_by) select id, 'A', '2030-01-01', 7, null, $1 from engagements limit 1",
    [userId],
  );
  expect(await exported()).toBe(before);
});

test("only who reads the console reads the catalogue as a file", async () => {
  const { admin } = await f.partner();
  await expect(exportCatalogue(f.ctx(admin))).rejects.toMatchObject({ code: "forbidden" });
  await transaction(f.ctx(admin), (tx) => Promise.resolve(tx));
});

/** Words as people write them, with all that a file, a page or a database could trip over. */
const words = () =>
  fc
    .string({
      unit: fc.constantFrom(...Array.from("aZ9 é漢🦕ßİ'\"\\<&;{}$%,.:-/")),
      minLength: 1,
      maxLength: 30,
    })
    .map((text) => `A${text}`.trim().replace(/\s+/g, " "));
const localized = () => fc.record({ en: words(), nl: words() });
const key = () =>
  fc
    .stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4})?$/)
    .filter((text) => text !== "constructor");
const day = () =>
  fc
    .date({ min: new Date("2020-01-01"), max: new Date("2025-12-31"), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10));
const days = () => fc.integer({ min: 1, max: 999 });
const windows = () =>
  fc.record({ consent: days(), submit: days(), review: days(), dispute: days() });
const listOf = <T extends { key: string }>(one: fc.Arbitrary<T>, minLength = 0) =>
  fc.uniqueArray(one, { selector: (of) => of.key, minLength, maxLength: 4 });

function catalogue() {
  const unit = fc.constantFrom<{ unit: string; whole: boolean; currency?: string }>(
    { unit: "count", whole: true },
    { unit: "share", whole: false },
    { unit: "amount", whole: false, currency: "USD" },
  );
  const base = fc.record({
    metrics: listOf(
      fc
        .tuple(fc.record({ key: key(), label: localized() }), unit)
        .map(([one, of]) => ({ ...one, ...of })),
      1,
    ),
    qualifications: listOf(
      fc.record({ key: key(), label: localized(), kind: fc.constantFrom("designation", "other") }),
      1,
    ),
    solution_areas: listOf(fc.record({ key: key(), label: localized() }), 1),
    partner_roles: listOf(
      fc.record({ key: key(), label: localized(), with_customers: fc.boolean() }),
      1,
    ),
    engagement_types: listOf(
      fc.record({ key: key(), label: localized(), windows_days: windows() }),
      1,
    ),
    bands: fc.uniqueArray(key(), { minLength: 1, maxLength: 3 }),
    bandLabels: fc.array(localized(), { minLength: 3, maxLength: 3 }),
  });
  return base.chain(({ bands, bandLabels, ...lists }) =>
    fc
      .uniqueArray(engagement(lists, bands), { selector: (one) => one.slug, maxLength: 4 })
      .map((engagements) => ({
        currency: "USD",
        ...lists,
        market_bands: Object.fromEntries(
          bands.map((band, n) => [
            band,
            { label: bandLabels[n], countries: n === 0 ? null : [["NL", "BE"], ["DE"]][n - 1] },
          ]),
        ),
        engagements,
      })),
  );
}

type Lists = Record<
  "metrics" | "qualifications" | "solution_areas" | "partner_roles" | "engagement_types",
  { key: string }[]
>;

function engagement(lists: Lists, bands: string[]) {
  const of = (list: keyof Lists) => fc.constantFrom(...lists[list].map((one) => one.key));
  const criterion = fc.record({
    metric: of("metrics"),
    operator: fc.constantFrom(">=", "<", ">", "<=", "="),
    value: fc.oneof(
      fc.nat(1_000_000),
      fc.nat(1_000).map((n) => n / 1_000),
    ),
  });
  const countries = fc.option(fc.subarray(["NL", "BE", "DE", "US"], { minLength: 1 }), {
    nil: null,
  });
  const amounts = fc
    .uniqueArray(fc.constantFrom(...bands), { minLength: 1 })
    .chain((some) =>
      fc
        .tuple(
          ...some.map((band) =>
            fc.tuple(fc.constant(band), fc.option(fc.nat(10_000_000), { nil: null })),
          ),
        )
        .map((pairs) => Object.fromEntries(pairs)),
    );
  return fc.record({
    slug: key(),
    name: words(),
    holds_from: fc.option(day(), { nil: null }),
    solution_area: of("solution_areas"),
    engagement_type: of("engagement_types"),
    partner_role: of("partner_roles"),
    available_from: day(),
    available_until: fc.constantFrom(null, "2027-01-01"),
    last_day_to_add_customers: fc.constantFrom(null, "2026-12-31"),
    consents_per_customer: fc.integer({ min: 1, max: 20 }),
    summary: localized(),
    windows_days: windows(),
    clock_stands_still: fc.boolean(),
    partner_criteria_any_of: fc.subarray(lists.qualifications.map((one) => one.key)),
    partner_criteria_all_of: fc.subarray(lists.qualifications.map((one) => one.key)),
    partner_countries: countries,
    customer_criteria_all_of: fc.array(
      fc.oneof(
        criterion,
        fc.record({ any_of: fc.array(criterion, { minLength: 2, maxLength: 3 }) }),
      ),
      { maxLength: 3 },
    ),
    customer_countries: countries,
    demonstration_thresholds: fc.boolean(),
    proof_of_execution: fc.subarray(
      [
        "invoice",
        "partner_survey",
        {
          kind: "findings_and_recommendations",
          required: false,
          file_types: ["pdf"],
          note: { en: 'A "note"', nl: "Een" },
          templates: [{ url: "/t/é.docx", version: "1.0", valid_from: "2026-01-01" }],
        },
      ],
      { minLength: 1 },
    ),
    surveys: fc.record({ partner: survey(), customer: survey() }),
    resources: fc.array(
      fc.record({
        title: fc.record({ en: cell(), nl: cell() }),
        url: fc.constantFrom("https://a.example/?q=1&b", "https://é.example/#x"),
      }),
      { maxLength: 2 },
    ),
    rates: fc.uniqueArray(fc.record({ valid_from: day(), amounts_minor: amounts }), {
      selector: (one) => one.valid_from,
      maxLength: 3,
    }),
  });
}

const cell = () => words().map((text) => text.replaceAll("|", "/"));

function survey() {
  const label = fc.record({ en: cell(), nl: cell() });
  return fc.tuple(label, label, fc.boolean(), fc.boolean()).map(([one, two, required, more]) => [
    {
      id: "done",
      kind: "choice",
      required,
      label: one,
      options: [
        { value: "yes", label: two },
        { value: "no", label: one },
      ],
    },
    ...(more
      ? [
          {
            id: "why",
            kind: "text",
            required,
            label: two,
            only_if: { question: "done", values: ["no"] },
          },
        ]
      : []),
  ]);
}
