import { reading } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import catalogueFile from "./catalogue.json";
import { loadCatalogue } from "./load-catalogue";
import { catalogueSchema } from "./exchange/schema";
import { getBands, getEngagement, listEngagements, listRates } from "./queries";

const make = fixture();

test("the catalogue has its twenty workshops, each in plain words of both languages", () => {
  const catalogue = catalogueSchema.parse(catalogueFile);
  expect(catalogue.engagements).toHaveLength(20);
  for (const { summary } of catalogue.engagements) {
    for (const text of [summary.en, summary.nl]) {
      const sentences = text.split(/(?<=[.?!]) /);
      expect(sentences).toHaveLength(3);
      for (const sentence of sentences) expect(sentence.split(" ").length).toBeLessThanOrEqual(20);
    }
  }
  const workshop = catalogue.engagement_types.find(({ key }) => key === "workshop");
  expect(workshop?.windows_days).toEqual(catalogue.windows_days);
  const used = catalogue.engagements.flatMap((one) =>
    one.customer_criteria_all_of.flatMap((of) => ("metric" in of ? [of.metric] : [])),
  );
  expect(new Set(used)).toEqual(new Set(catalogue.metrics.map(({ key }) => key)));
});

test("loading it twice changes nothing; what the programme changed in between stays", async () => {
  expect(await loadCatalogue(make.owner())).toBe(20);
  await make.sql(
    `update engagement_versions set name = 'Ours'
     where engagement_id = (select id from engagements where slug = 'microsoft-viva')`,
  );
  expect(await loadCatalogue(make.owner())).toBe(0);
  const actor = (await make.partner()).admin;
  const read = await reading(make.ctx(actor), async (tx) => ({
    viva: await getEngagement(tx, "microsoft-viva"),
    windows: await getEngagement(tx, "nextgen-windows"),
    all: await listEngagements(tx),
    bands: await getBands(tx),
  }));
  expect(read.viva.name).toBe("Ours");
  expect(read.windows).toMatchObject({ availableFrom: "2022-11-01", lastDayToAdd: "2022-12-31" });
  expect(read.all).toHaveLength(20);
  expect(read.bands.map(({ key, elsewhere }) => [key, elsewhere])).toEqual([
    ["A", false],
    ["B", false],
    ["C", true],
  ]);
  expect(read.bands[0]?.countries).toHaveLength(22);
});

test("P16 what the programme has is left alone, whatever the file says of it; what is new is added", async () => {
  const changed = structuredClone(catalogueFile);
  changed.engagements[0]!.name = "Collaborative Apps, new";
  changed.metrics[0]!.label.en = "Something else";
  const words = await make.sql("select * from metrics order by key");
  const refreshes = async () =>
    (await make.sql("select from pgboss.job where name = 'refresh-eligibility'")).length;
  const queued = await refreshes();
  expect(await loadCatalogue(make.owner(), changed)).toBe(0);
  expect(await refreshes()).toBe(queued);
  changed.engagements.push({ ...changed.engagements[0]!, slug: "one-more", name: "One more" });
  expect(await loadCatalogue(make.owner(), changed)).toBe(1);
  expect(await refreshes()).toBe(queued + 1);
  const names = await make.sql(
    `select v.name from engagement_versions v join engagements e on e.id = v.engagement_id
     where e.slug in ('collaborative-apps', 'one-more') order by 1`,
  );
  expect(names).toEqual([{ name: "Collaborative Apps" }, { name: "One more" }]);
  expect(await make.sql("select * from metrics order by key")).toEqual(words);
});

test("D16: what an engagement pays at a location on a day", async () => {
  const pays = async (slug: string, country: string, date: string) => {
    const [payout] = await make.sql(
      `select band, amount_minor as "amountMinor", currency, valid_from as "validFrom"
       from engagements e cross join lateral payout_at(e.id, $2, $3) where e.slug = $1`,
      [slug, country, date],
    );
    return payout;
  };
  expect(await pays("sales-defend-threats-siem-xdr", "NL", "2026-03-10")).toEqual({
    band: "A",
    amountMinor: "650000",
    currency: "USD",
    validFrom: "2022-11-01",
  });
  expect(await pays("sales-defend-threats-siem-xdr", "BR", "2026-03-10")).toMatchObject({
    band: "C",
    amountMinor: "150000",
    currency: "USD",
  });
  expect(await pays("executive-order-14028", "SG", "2026-03-10")).toMatchObject({
    band: "B",
    amountMinor: null,
    currency: null,
  });
  expect(await pays("collaborative-apps", "SG", "2022-10-31")).toEqual({
    band: "B",
    amountMinor: null,
    currency: null,
    validFrom: null,
  });
});

test("the loader is the product's own act, and a slug that is not there is not found", async () => {
  const actor = (await make.partner()).admin;
  await expect(loadCatalogue(make.ctx(actor))).rejects.toMatchObject({ code: "forbidden" });
  await reading(make.ctx(actor), async (tx) => {
    await expect(getEngagement(tx, "no-such")).rejects.toMatchObject({ code: "not_found" });
    const { id } = await getEngagement(tx, "microsoft-viva");
    expect(await listRates(tx, id)).toHaveLength(3);
  });
});

test("W4: the surveys of the catalogue come with each engagement; those that cannot be asked are refused", async () => {
  const [row] = await make.sql<{ surveys: { customer: object[]; partner: object[] } }>(
    `select surveys from engagement_versions v join engagements e on e.id = v.engagement_id
     where e.slug = 'collaborative-apps'`,
  );
  expect(row?.surveys.partner).toHaveLength(5);
  expect(row?.surveys.customer[1]).toMatchObject({
    id: "delivered_on",
    kind: "date",
    onlyIf: { question: "delivered", values: ["whole", "part"] },
  });
  const broken = (change: (customer: Record<string, unknown>[]) => void) => {
    const copy = structuredClone(catalogueFile);
    change(copy.surveys.customer);
    return catalogueSchema.safeParse(copy).success;
  };
  expect(broken(() => undefined)).toBe(true);
  expect(broken((all) => (all[1]!.id = "delivered"))).toBe(false);
  expect(broken((all) => delete all[0]!.options)).toBe(false);
  expect(broken((all) => (all[0]!.kind = "text"))).toBe(false);
  expect(broken((all) => all.shift())).toBe(false);
});
