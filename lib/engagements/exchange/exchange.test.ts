import { fixture } from "@/testing/fixture";
import { consented } from "@/testing/claims";
import { refusedWith } from "@/testing/refusal";
import { reading } from "@/lib/ctx";
import { addRate } from "../rates/add-rate";
import { rateInput } from "../rates/schema";
import { changeVersion } from "../editing/change-version";
import { changeVersionInput } from "../editing/schema";
import { exportCatalogue } from "./export-catalogue";
import { lookAt } from "./file.queries";
import { importCatalogue, importCatalogueInput } from "./import-catalogue";
import { countsOf } from "./plan.rules";
import { receiveCatalogue } from "./receive-catalogue";

const f = fixture();

const today = "2026-03-10";
const editor = () => f.operator({ roles: ["catalogue_editor"] });
type Json = Record<string, unknown>;
type Entry = Json & {
  slug: string;
  windows_days: { consent: number };
  rates: { valid_from: string; amounts_minor: Record<string, number | null> }[];
};
type File = Json & { engagements: Entry[]; metrics: (Json & { label: { en: string } })[] };

const exported = async () => JSON.parse(await exportCatalogue(f.ctx(await editor()))) as File;
const bytes = (file: unknown) => new TextEncoder().encode(JSON.stringify(file));
async function sent(file: unknown, who?: Awaited<ReturnType<typeof editor>>) {
  const ctx = f.ctx(who ?? (await editor()));
  const id = await receiveCatalogue(ctx, { name: "c:\\x\\catalogue.json", bytes: bytes(file) });
  const look = await reading(ctx, (tx) => lookAt(tx, JSON.stringify(file)));
  return {
    ctx,
    id,
    look,
    run: (day = today) =>
      importCatalogue(ctx, importCatalogueInput.parse({ file: id, state: look.state, day })),
  };
}
const made = async () => {
  const engagement = await f.engagement({ holdsFrom: "2026-01-01" });
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) select $1, b, '2026-01-01', 100 from unnest('{A,B,C}'::text[]) b",
    [engagement.id],
  );
  return engagement;
};
const entry = (file: File, slug: string) => file.engagements.find((one) => one.slug === slug)!;
const versionsOf = (id: string) =>
  f.sql<{ number: number; days: number; day: string | null; published: boolean }>(
    "select number, consent_days as days, holds_from::text as day, published_at is not null as published from engagement_versions where engagement_id = $1 order by 1",
    [id],
  );

test("P16 a file makes what is new and the next version of what differs, for a day; what is published stays", async () => {
  const engagement = await made();
  const file = await exported();
  entry(file, engagement.slug).windows_days.consent = 21;
  entry(file, engagement.slug).rates.push({ valid_from: "2026-06-01", amounts_minor: { A: 900 } });
  entry(file, engagement.slug).available_until = "2030-01-01";
  file.engagements.push({
    ...entry(file, engagement.slug),
    slug: "from-a-file",
    name: "From a file",
  });
  file.metrics[0]!.label.en = "Something clearer";
  const { run, look, id } = await sent(file);
  expect(look.wrong).toEqual([]);
  expect(countsOf(look.read!.plan)).toMatchObject({ new: 6, changed: 2, refused: 0 });
  expect(look.read!.plan.engagements.find(({ key }) => key === engagement.slug)).toMatchObject({
    version: [{ field: "consentDays", before: "30", after: "21" }],
    listing: [{ field: "availableUntil", before: "", after: "2030-01-01" }],
  });
  await run();
  expect(await versionsOf(engagement.id)).toEqual([
    { number: 1, days: 30, day: "2026-01-01", published: true },
    { number: 2, days: 21, day: today, published: true },
  ]);
  expect(
    await f.sql("select label_en from metrics where label_en = 'Something clearer'"),
  ).toHaveLength(1);
  const [row] = await f.sql(
    "select made, changed, taken_at is not null as taken, file_name from catalogue_files where id = $1",
    [id],
  );
  expect(row).toEqual({ made: 6, changed: 2, taken: true, file_name: "catalogue.json" });
  const again = await sent(await exported());
  expect(countsOf(again.look.read!.plan)).toMatchObject({ new: 0, changed: 0, refused: 0 });
  const events = await f.sql<{ event: string }>(
    "select event from audit_log where event like 'catalogue.%' or event like 'engagement.%' or event like 'rate.%' or event like 'word.%' order by seq",
  );
  expect(events.map(({ event }) => event)).toEqual(
    expect.arrayContaining([
      "engagement.created",
      "engagement.listed",
      "engagement.changed",
      "engagement.published",
      "rate.added",
      "catalogue.imported",
      "word.changed",
    ]),
  );
  expect(await refusedWith(run())).toBe("catalogue_taken");
});

test("P16 without a day the next versions are left as drafts, and the same file finds them there", async () => {
  const engagement = await made();
  const file = await exported();
  entry(file, engagement.slug).windows_days.consent = 22;
  await (await sent(file)).run("");
  expect(await versionsOf(engagement.id)).toMatchObject([
    { number: 1 },
    { number: 2, days: 22, published: false },
  ]);
  const again = await sent(file);
  expect(countsOf(again.look.read!.plan)).toMatchObject({ new: 0, changed: 0, refused: 0 });
  // Who had the page open from before there was a draft is told.
  const typed = changeVersionInput.parse({
    part: "windows",
    slug: engagement.slug,
    revision: "0",
    consentDays: "5",
    deliveryDays: "5",
    reviewDays: "5",
    disputeDays: "5",
    clockStandsStill: "no",
  });
  expect(await refusedWith(changeVersion(f.ctx(await editor()), typed))).toBe("changed_meanwhile");
  entry(file, engagement.slug).windows_days.consent = 23;
  const other = await sent(file);
  expect(other.look.wrong).toMatchObject([{ code: "catalogue_draft" }]);
  expect(await refusedWith(other.run())).toBe("catalogue_refused");
});

test("P16 nothing is taken in over what somebody changed since the page was shown", async () => {
  const engagement = await made();
  const file = await exported();
  entry(file, engagement.slug).windows_days.consent = 24;
  const changes = [
    () =>
      changeVersionInput.parse({
        part: "proof",
        slug: engagement.slug,
        revision: "0",
        poe: "invoice!\npartner_survey!",
      }),
  ];
  const before = await sent(file);
  await changeVersion(f.ctx(await editor()), changes[0]!());
  expect(await refusedWith(before.run())).toBe("catalogue_moved");
  for (const statement of [
    "update metrics set label_nl = label_nl || '.'",
    "update engagements set available_until = '2031-01-01'",
    "update programme set two_editors = not two_editors",
    "update programme set two_editors = not two_editors",
  ]) {
    const seen = await sent(file);
    await f.sql(statement);
    expect([statement, await refusedWith(seen.run())]).toEqual([statement, "catalogue_moved"]);
  }
  const seen = await sent(file);
  await addRate(
    f.ctx(await editor()),
    rateInput.parse({ slug: engagement.slug, band: "B", validFrom: "2027-01-01", amount: "7" }),
  );
  expect(await refusedWith(seen.run())).toBe("catalogue_moved");
  expect(await versionsOf(engagement.id)).toHaveLength(2);
});

test("P6, U13 where two are asked for criteria and rates wait for another editor, other fields do not; proof is fresh", async () => {
  const [criteria, days] = [await made(), await made()];
  const file = await exported();
  entry(file, criteria.slug).customer_countries = ["NL"];
  entry(file, criteria.slug).rates.push({ valid_from: "2026-07-01", amounts_minor: { C: 800 } });
  entry(file, days.slug).windows_days.consent = 25;
  await f.sql("update programme set two_editors = true");
  const { run, ctx, id, look } = await sent(file);
  const late = { ...ctx, now: new Date(f.now.getTime() + 16 * 60_000) };
  const input = importCatalogueInput.parse({ file: id, state: look.state, day: today });
  expect(await refusedWith(importCatalogue(late, input))).toBe("sign_in_again");
  const reader = f.ctx(await f.operator({ roles: ["reader", "administrator"] }));
  expect(await refusedWith(importCatalogue(reader, input))).toBe("forbidden");
  await run();
  expect((await versionsOf(criteria.id))[1]).toMatchObject({ published: false, day: today });
  expect((await versionsOf(days.id))[1]).toMatchObject({ published: true, day: today });
  const [rate] = await f.sql(
    "select agreed_at from engagement_rates where engagement_id = $1 and valid_from = '2026-07-01'",
    [criteria.id],
  );
  expect(rate).toEqual({ agreed_at: null });
  await f.sql("update programme set two_editors = false");
});

test("P13 rates by which was paid, bands, units and what no page could take are refused, each with its place", async () => {
  const engagement = await made();
  await consented(f, { engagement });
  const file = await exported();
  const at = file.engagements.findIndex((one) => one.slug === engagement.slug);
  const one = file.engagements[at]!;
  one.rates[0]!.amounts_minor.C = 101;
  one.rates.push({ valid_from: "2026-02-01", amounts_minor: { C: 5, ZZ: 5 } });
  one.resources = [{ title: { en: "a | b", nl: "x" }, url: "https://a.example/" }];
  one.customer_criteria_all_of = [{ metric: "no_such", operator: ">", value: -1 }];
  one.last_day_to_add_customers = "1999-01-01";
  file.metrics[0]!.unit = "share";
  file.market_bands = { ...Object(file.market_bands), A: ["NL"] };
  const { look, run } = await sent(file);
  const told = look.wrong.map(({ path, code }) => `${path}: ${code}`);
  expect(told.sort()).toEqual([
    `engagements[${at}].customer_criteria_all_of: line_wrong`,
    `engagements[${at}].last_day_to_add_customers: days_out_of_order`,
    `engagements[${at}].rates.C.2026-01-01: rate_fixed`,
    `engagements[${at}].rates.C.2026-02-01: rate_fixed`,
    `engagements[${at}].rates.ZZ.2026-02-01: catalogue_unknown_band`,
    `engagements[${at}].resources: line_wrong`,
    "market_bands.A: catalogue_elsewhere",
    "metrics[0].unit: catalogue_elsewhere",
  ]);
  expect(await refusedWith(run())).toBe("catalogue_refused");
  const other = await sent({ ...(await exported()), currency: "EUR" });
  expect(other.look.wrong).toMatchObject([{ path: "currency", code: "catalogue_currency" }]);
});

test("P16 a file says what a market band is called; a rate that goes is told with what it was", async () => {
  const engagement = await made();
  const file = await exported();
  const bands = file.market_bands as Record<string, { label: { en: string } }>;
  bands.A!.label.en = "Wealthy";
  entry(file, engagement.slug).rates[0]!.amounts_minor.B = 250;
  const { look, run } = await sent(file);
  expect(countsOf(look.read!.plan)).toMatchObject({ new: 0, changed: 2, refused: 0 });
  await run();
  expect(await f.sql("select label_en from market_bands where key = 'A'")).toEqual([
    { label_en: "Wealthy" },
  ]);
  const told = await f.sql<{ data: unknown }>(
    "select data from audit_log where subject_id = $1 and event like 'rate.%' order by seq",
    [engagement.id],
  );
  expect(told.map(({ data }) => data)).toMatchObject([{ minor: 100 }, { minor: 250 }]);
});

test("P16 what publishing refuses stops all of it, and says where", async () => {
  const engagement = await f.engagement({ holdsFrom: "2026-01-01" });
  const file = await exported();
  entry(file, engagement.slug).windows_days.consent = 26;
  file.metrics[0]!.label.en = "Half of it";
  const { run } = await sent(file);
  expect(await refusedWith(run())).toBe("catalogue_stops");
  expect(await f.sql("select from metrics where label_en = 'Half of it'")).toHaveLength(0);
});

test("P16 a file that is no text is refused when it is sent, and others send none", async () => {
  const ctx = f.ctx(await editor());
  const send = (of: Uint8Array, by = ctx) => receiveCatalogue(by, { name: "x", bytes: of });
  expect(await refusedWith(send(new Uint8Array()))).toBe("required_file");
  expect(await refusedWith(send(new Uint8Array([0xff, 0xfe, 0x7b])))).toBe("catalogue_no_text");
  expect(await refusedWith(send(new Uint8Array([0x7b, 0x00])))).toBe("catalogue_no_text");
  const reader = f.ctx(await f.operator({ roles: ["reader"] }));
  expect(await refusedWith(send(bytes({}), reader))).toBe("forbidden");
});
