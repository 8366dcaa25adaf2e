import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { transaction, type Ctx } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { bandOfCountry } from "../queries";
import { addRate } from "../rates/add-rate";
import { agreeRate } from "../rates/agree-rate";
import { rateInput } from "../rates/schema";
import { addWord } from "./add-word";
import { agreeCountries } from "./agree-countries";
import { changeWord } from "./change-word";
import { findProposal } from "./proposal.queries";
import { getWord, listUses } from "./queries";
import { removeWord } from "./remove-word";
import { vocabularies, wordInput, type Vocabulary } from "./schema";
import { withdrawCountries } from "./withdraw-countries";

const f = fixture();
const ctx = async (role: "catalogue_editor" | "data_steward" | "payments" = "catalogue_editor") =>
  f.ctx(await f.operator({ roles: [role] }));
const TAG = randomUUID().slice(0, 8);
let count = 0;
const named = () => `word-${TAG}-${String((count += 1))}`;

/** What a form sends for a word of each vocabulary. */
const forms: Record<Vocabulary, Record<string, string>> = {
  metrics: { unit: "count", whole: "yes" },
  qualifications: { kind: "agreement" },
  "market-bands": { elsewhere: "no", countries: "" },
  "engagement-types": {
    consentDays: "30",
    deliveryDays: "60",
    reviewDays: "90",
    disputeDays: "30",
  },
  "partner-roles": { withCustomers: "yes" },
  "solution-areas": {},
  "proof-kinds": {},
  "review-reasons": { about: "general" },
};
const form = (of: Vocabulary, key: string, more: Record<string, string> = {}) =>
  wordInput.parse({ of, key, labelEn: "New", labelNl: "Nieuw", ...forms[of], ...more });
const events = (id: string) =>
  f.sql<{ event: string; data: unknown }>(
    "select event, data from audit_log where subject_id = $1 order by seq",
    [id],
  );

describe.each(vocabularies)("P9 %s", (of) => {
  test("are added, changed by who saw what stands, and removed, with what was before and after", async () => {
    const editor = await ctx();
    const key = named();
    expect(await refusedWith(addWord(await ctx("payments"), form(of, key)))).toBe("forbidden");
    await addWord(editor, form(of, key));
    expect(await refusedWith(addWord(editor, form(of, key)))).toBe("word_taken");
    expect(await refusedWith(addWord(editor, form(of, key.toUpperCase())))).toBe("word_taken");
    const seen = await transaction(editor, (tx) => getWord(tx, { of, key }));
    expect(seen).toMatchObject({ labelEn: "New", labelNl: "Nieuw", revision: 1 });
    const change = (labelEn: string, revision: number) =>
      changeWord(editor, form(of, key, { labelEn, revision: String(revision) }));
    await change("Newer", 1);
    expect(await refusedWith(change("Newest", 1))).toBe("changed_meanwhile");
    await removeWord(editor, { of, key });
    expect(await refusedWith(removeWord(editor, { of, key }))).toBe("not_found");
    expect(await events(seen.id)).toMatchObject([
      { event: "word.added", data: { of, key, after: { labelEn: "New" } } },
      { event: "word.changed", data: { before: { labelEn: "New" }, after: { labelEn: "Newer" } } },
      { event: "word.removed", data: { before: { labelEn: "Newer" } } },
    ]);
  });
});

test("P5 a data steward keeps metrics, and nothing else", async () => {
  const steward = await ctx("data_steward");
  await addWord(steward, form("metrics", named()));
  for (const of of vocabularies.filter((one) => one !== "metrics"))
    expect([of, await refusedWith(addWord(steward, form(of, named())))]).toEqual([of, "forbidden"]);
});

describe("P9, P10 what is in use stays, whoever asks", () => {
  const uses: [Vocabulary, (key: string) => Promise<string>][] = [
    [
      "metrics",
      async (key) =>
        (
          await f.engagement({
            customerCriteria: [{ anyOf: [{ metric: key, operator: ">", value: 1 }] }],
          })
        ).slug,
    ],
    [
      "qualifications",
      async (key) =>
        (await f.engagement({ partnerCriteria: { anyOf: [], allOf: [key], countries: null } }))
          .slug,
    ],
    [
      "proof-kinds",
      async (key) => (await f.engagement({ poe: [{ kind: key, optional: true }] })).slug,
    ],
    ["engagement-types", async (key) => (await f.engagement({ engagementType: key })).slug],
    ["partner-roles", async (key) => (await f.engagement({ partnerRole: key })).slug],
    ["solution-areas", async (key) => (await f.engagement({ solutionArea: key })).slug],
    [
      "market-bands",
      async (key) => {
        const { id, slug } = await f.engagement();
        await f.sql(
          "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) values ($1, $2, '2026-01-01', 1)",
          [id, key],
        );
        return slug;
      },
    ],
  ];
  test.each(uses)("%s", async (of, use) => {
    const editor = await ctx();
    const key = named();
    await addWord(editor, form(of, key));
    expect(await transaction(editor, (tx) => listUses(tx, { of, key }))).toEqual([]);
    const slug = await use(key);
    expect(await transaction(editor, (tx) => listUses(tx, { of, key }))).toEqual([
      { kind: "engagement", slug },
    ]);
    expect(await refusedWith(removeWord(editor, { of, key }))).toBe("word_used");
    const table = of.replace("-", "_");
    const past = transaction(editor, (tx) =>
      tx.db.execute(sql`delete from ${sql.identifier(table)} where key = ${key}`),
    );
    expect(await refusedWith(past)).toBe("word_used");
    await changeWord(editor, form(of, key, { labelNl: "Anders", revision: "1" }));
  });

  test("by facts of tenants, and then counts what it counted", async () => {
    const editor = await ctx();
    const key = named();
    await addWord(editor, form("metrics", key));
    const tenant = await f.tenant();
    await f.sql(
      "insert into tenant_usage (tenant_id, month, metrics) values ($1, '2025-01-01', jsonb_build_object($2::text, 5))",
      [tenant.id, key],
    );
    expect(await refusedWith(removeWord(editor, { of: "metrics", key }))).toBe("word_used");
    const share = form("metrics", key, { unit: "share", whole: "no", revision: "1" });
    expect(await refusedWith(changeWord(editor, share))).toBe("word_fixed");
  });
});

test("D16 a country is in one market band, and one band is for all others", async () => {
  const editor = await ctx();
  const [one, other] = [named(), named()];
  const bandOf = async (country: string) =>
    (
      await transaction(editor, (tx) =>
        tx.db.execute(sql`select ${bandOfCountry(sql`${country}`)} as band`),
      )
    ).rows[0]?.band;
  const rest = await bandOf("ZW");
  await addWord(editor, form("market-bands", one, { countries: "zw, zm" }));
  expect([await bandOf("ZW"), await bandOf("ZM")]).toEqual([one, one]);
  await addWord(editor, form("market-bands", other, { countries: "ZM" }));
  expect([await bandOf("ZW"), await bandOf("ZM")]).toEqual([one, other]);
  const { id, revision } = await transaction(editor, (tx) =>
    getWord(tx, { of: "market-bands", key: one }),
  );
  expect(revision).toBe(2);
  expect((await events(id)).at(-1)).toMatchObject({
    event: "word.changed",
    data: { before: { countries: "ZM, ZW" }, after: { countries: "ZW" } },
  });
  const change = (key: string, elsewhere: string, seen: number) =>
    changeWord(
      editor,
      form("market-bands", key, { elsewhere, countries: "ZW", revision: String(seen) }),
    );
  await change(one, "yes", 2);
  expect(await bandOf("ZM")).toBe(other);
  expect(await refusedWith(change(one, "no", 3))).toBe("band_elsewhere");
  expect(await refusedWith(removeWord(editor, { of: "market-bands", key: one }))).toBe(
    "band_elsewhere",
  );
  const back = await transaction(editor, (tx) =>
    getWord(tx, { of: "market-bands", key: String(rest) }),
  );
  await changeWord(
    editor,
    form("market-bands", String(rest), {
      ...pick(back),
      elsewhere: "yes",
      revision: String(back.revision),
    }),
  );
  for (const key of [one, other]) await removeWord(editor, { of: "market-bands", key });
  expect(await bandOf("ZW")).toBe(rest);
  const late = { ...editor, now: new Date(f.now.getTime() + 16 * 60_000) };
  expect(await refusedWith(addWord(late, form("market-bands", named())))).toBe("sign_in_again");
});

const pick = ({ labelEn, labelNl, countries }: Record<string, unknown>) => ({
  labelEn: String(labelEn),
  labelNl: String(labelNl),
  countries: String(countries),
});

test.each([
  ["a key with a space", { key: "two words" }, "key"],
  ["the key of the page for new ones", { key: "new" }, "key"],
  ["no Dutch label", { labelNl: " " }, "labelNl"],
  ["an amount without a currency", { unit: "amount" }, "currency"],
  ["a currency of a count", { currency: "EUR" }, "currency"],
  ["a share of whole numbers", { unit: "share" }, "whole"],
])("P10 a metric is not taken with %s", (_, wrong, field) => {
  const read = wordInput.safeParse({
    of: "metrics",
    key: "ok",
    labelEn: "A",
    labelNl: "A",
    ...forms.metrics,
    ...wrong,
  });
  expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

describe("P13 no country goes where an engagement that pays has no rate", () => {
  const pays = (slug: string, band: string, validFrom = "2026-01-01") =>
    rateInput.parse({ slug, band, validFrom, amount: "1" });
  const revisionOf = async (editor: Ctx, key: string) => {
    const word = await transaction(editor, (tx) => getWord(tx, { of: "market-bands", key }));
    return String(word.revision);
  };

  test("neither into a band that is new, nor one that has none today, nor with all others", async () => {
    const editor = await ctx();
    const { id, slug, name } = await f.engagement();
    const [key, empty] = [named(), named()];
    await addRate(editor, pays(slug, "C"));
    const add = (of: string, countries: string) =>
      addWord(editor, form("market-bands", of, { countries }));
    await expect(add(key, "SC")).rejects.toMatchObject({
      errors: [{ code: "band_gap", params: { name, band: key } }],
    });
    await add(key, "");
    const give = async (countries: string) =>
      changeWord(
        editor,
        form("market-bands", key, { countries, revision: await revisionOf(editor, key) }),
      );
    expect(await refusedWith(give("SC"))).toBe("band_gap");
    await addRate(editor, pays(slug, key, "2026-03-11"));
    expect(await refusedWith(give("SC"))).toBe("band_gap");
    await addRate(editor, pays(slug, key, "2026-03-10"));
    await give("SC");
    // A band for all others takes what is not listed anywhere.
    await add(empty, "");
    const elsewhere = async () =>
      changeWord(
        editor,
        form("market-bands", empty, {
          elsewhere: "yes",
          revision: await revisionOf(editor, empty),
        }),
      );
    expect(await refusedWith(elsewhere())).toBe("band_gap");
    // What nothing pays by may go.
    await removeWord(editor, { of: "market-bands", key: empty });
    await f.sql("delete from engagement_rates where engagement_id = $1", [id]);
  });
});

describe("P6 where the programme asks for two editors", () => {
  let editor: Ctx;
  const rate = (slug: string, band: string) =>
    rateInput.parse({ slug, band, validFrom: "2026-01-01", amount: "1" });
  let slug: string;
  beforeAll(async () => {
    editor = await ctx();
    ({ slug } = await f.engagement());
    await addRate(editor, rate(slug, "C"));
    await f.sql("update programme set two_editors = true");
  });
  afterAll(() => f.sql("update programme set two_editors = false"));
  const bandOf = async (country: string) =>
    (
      await f.sql<{ band: string }>(
        `select coalesce((select band from market_countries where country = $1),
      (select key from market_bands where elsewhere)) as band`,
        [country],
      )
    )[0]?.band;
  const standing = (key: string) =>
    transaction(editor, async (tx) => ({
      word: await getWord(tx, { of: "market-bands", key }),
      waits: await findProposal(tx, key),
    }));

  test("the countries of a band wait for another one, and nothing of what is paid moves before", async () => {
    const other = f.ctx(await f.operator({ roles: ["catalogue_editor"] }));
    const key = `W${randomUUID().slice(0, 8)}`;
    const before = await bandOf("LS");
    expect(await addWord(editor, form("market-bands", key, { countries: "LS" }))).toBe("proposed");
    expect(await bandOf("LS")).toBe(before);
    const { word, waits } = await standing(key);
    expect(word).toMatchObject({ countries: "", elsewhere: false });
    expect(waits).toMatchObject({ countries: "LS", elsewhere: false });
    const which = { key, proposal: String(waits?.id) };
    expect(await refusedWith(agreeCountries(editor, which))).toBe("agree_other");
    // What the other one agrees to is what was on their page.
    expect(
      await changeWord(
        editor,
        form("market-bands", key, { labelEn: "Named", countries: "LS SZ", revision: "1" }),
      ),
    ).toBe("proposed");
    expect(await refusedWith(agreeCountries(other, which))).toBe("not_found");
    const again = await standing(key);
    expect(again.word).toMatchObject({ labelEn: "Named", countries: "" });
    expect(
      await refusedWith(agreeCountries(other, { key, proposal: String(again.waits?.id) })),
    ).toBe("band_gap");
    await addRate(editor, rate(slug, key));
    await agreeRate(other, { slug, band: key, validFrom: "2026-01-01" });
    await agreeCountries(other, { key, proposal: String(again.waits?.id) });
    expect([await bandOf("LS"), await bandOf("SZ")]).toEqual([key, key]);
    const done = await standing(key);
    expect(done.waits).toBeNull();
    expect(
      await changeWord(
        other,
        form("market-bands", key, {
          labelEn: "Named",
          countries: "",
          revision: String(done.word.revision),
        }),
      ),
    ).toBe("proposed");
    await f.sql("delete from engagement_rates where band = $1", [key]);
    expect(await refusedWith(removeWord(other, { of: "market-bands", key }))).toBe(
      "band_has_countries",
    );
    const { waits: away } = await standing(key);
    await withdrawCountries(editor, { key, proposal: String(away?.id) });
    expect(await refusedWith(agreeCountries(editor, { key, proposal: String(away?.id) }))).toBe(
      "not_found",
    );
    expect(await bandOf("LS")).toBe(key);
    const told = await f.sql<{ event: string }>(
      "select event from audit_log where subject_id = $1 order by seq",
      [word.id],
    );
    expect(told.map(({ event }) => event)).toEqual([
      "word.added",
      "band.proposed",
      "band.proposed",
      "word.changed",
      "word.changed",
      "band.proposed",
      "band.withdrawn",
    ]);
  });
});
