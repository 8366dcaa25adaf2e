import { reading } from "@/lib/ctx";
import type { Operator } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { tries } from "@/testing/tries";
import { changeListing } from "../editing/change-listing";
import { changeVersion } from "../editing/change-version";
import { createEngagement } from "../editing/create-engagement";
import { publishVersion } from "../editing/publish-version";
import {
  changeVersionInput,
  listingInput,
  newEngagementInput,
  publishInput,
} from "../editing/schema";
import { addRate } from "../rates/add-rate";
import { rateInput } from "../rates/schema";
import { exportCatalogue } from "./export-catalogue";
import { lookAt } from "./file.queries";
import { importCatalogue, importCatalogueInput } from "./import-catalogue";
import { receiveCatalogue } from "./receive-catalogue";

/** P4, P16: two operators at once on the same thing of the catalogue: one is first, the other is told. */
const f = fixture();
/** `CONTESTS`: how many of each of the eight kinds; 200 in all. */
const COUNT = tries("CONTESTS", { ci: 2, whole: 25 });
jest.setTimeout(120_000 + COUNT * 30_000);

type Entry = Record<string, unknown> & { slug: string };
type File = { engagements: Entry[] };
let pia: Operator;
let per: Operator;
beforeAll(async () => {
  pia = await f.operator({ roles: ["catalogue_editor"], name: "Pia" });
  per = await f.operator({ roles: ["catalogue_editor"], name: "Per" });
});

const today = "2026-03-10";
const one = () => f.ctx(pia);
const other = () => f.ctx(per);
const code = async (work: Promise<unknown>) => (await refusedWith(work)) ?? "done";
let n = 0;

/** Both at once, in either order of beginning; exactly one is done, and the other is told why. */
async function contest(first: () => Promise<unknown>, second: () => Promise<unknown>) {
  const turned = n++ % 2 === 1;
  const ends = await Promise.all(
    turned ? [code(second()), code(first())] : [code(first()), code(second())],
  );
  const [a, b] = turned ? [ends[1], ends[0]] : ends;
  expect([a, b].filter((end) => end === "done")).toHaveLength(1);
  return { won: a === "done" ? "first" : "second", told: a === "done" ? b : a } as const;
}

const made = async () => {
  const { slug, id } = await f.engagement({ holdsFrom: "2026-01-01" });
  await f.sql(
    "insert into engagement_rates (engagement_id, band, valid_from, amount_minor) select $1, b, '2026-01-01', 100 from unnest('{A,B,C}'::text[]) b",
    [id],
  );
  return { slug, id };
};
const windows = (slug: string, consentDays: number, revision = 0) =>
  changeVersionInput.parse({
    part: "windows",
    slug,
    revision: String(revision),
    consentDays: String(consentDays),
    deliveryDays: "50",
    reviewDays: "80",
    disputeDays: "20",
    clockStandsStill: "no",
  });
const proof = (slug: string, revision = 0) =>
  changeVersionInput.parse({
    part: "proof",
    slug,
    revision: String(revision),
    poe: "partner_survey",
  });
const listing = (slug: string, revision: number, until: string) =>
  listingInput.parse({
    slug,
    revision: String(revision),
    solutionArea: "security",
    engagementType: "assessment",
    partnerRole: "build-intent",
    availableFrom: "2026-01-01",
    availableUntil: until,
    lastDayToAdd: "",
    consentsPerCustomer: "1",
  });
const rate = (slug: string, amount: number) =>
  rateInput.parse({ slug, band: "C", validFrom: "2026-08-01", amount: String(amount) });
/** A file that was looked at by somebody, ready to be taken in. */
async function file(by: Operator, change: (file: File) => void) {
  const ctx = f.ctx(by);
  const said = JSON.parse(await exportCatalogue(ctx)) as File;
  change(said);
  const text = JSON.stringify(said);
  const id = await receiveCatalogue(ctx, { name: "x.json", bytes: new TextEncoder().encode(text) });
  const { state } = await reading(ctx, (tx) => lookAt(tx, text));
  return (day = today) =>
    importCatalogue(ctx, importCatalogueInput.parse({ file: id, state, day }));
}
const set = (said: File, slug: string, fields: object) =>
  Object.assign(
    said.engagements.find((entry) => entry.slug === slug)!,
    fields,
  );
const days = { submit: 50, review: 80, dispute: 20 };
const versions = (id: string) =>
  f.sql<{ number: number; days: number }>(
    "select number, consent_days as days from engagement_versions where engagement_id = $1 order by 1",
    [id],
  );
const each = (work: () => Promise<void>) => async () => {
  for (let round = 0; round < COUNT; round++) await work();
};

test(
  `two edit the same part (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    const { won, told } = await contest(
      () => changeVersion(one(), windows(slug, 11)),
      () => changeVersion(other(), windows(slug, 12)),
    );
    expect(told).toBe("changed_meanwhile");
    expect((await versions(id))[1]).toEqual({ number: 2, days: won === "first" ? 11 : 12 });
  }),
);

test(
  `one edits, the other publishes what they looked at (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    await changeVersion(one(), windows(slug, 13));
    const { won, told } = await contest(
      () => changeVersion(one(), proof(slug, 1)),
      () => publishVersion(other(), publishInput.parse({ slug, revision: "1", day: today })),
    );
    expect(told).toBe("changed_meanwhile");
    const [version] = await f.sql(
      "select published_at is not null as published, jsonb_array_length(poe) as poe from engagement_versions where engagement_id = $1 and number = 2",
      [id],
    );
    expect(version).toMatchObject({ published: won === "second" });
    expect(await versions(id)).toHaveLength(2);
  }),
);

test(
  `two change where an engagement stands (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    const [stands] = await f.sql<{ revision: number }>(
      "select revision from engagements where id = $1",
      [id],
    );
    const { won, told } = await contest(
      () => changeListing(one(), listing(slug, stands!.revision, "2027-01-01")),
      () => changeListing(other(), listing(slug, stands!.revision, "2028-01-01")),
    );
    expect(told).toBe("changed_meanwhile");
    const [row] = await f.sql(
      "select available_until::text as until from engagements where id = $1",
      [id],
    );
    expect(row).toEqual({ until: won === "first" ? "2027-01-01" : "2028-01-01" });
  }),
);

test(
  `two add a rate for one day (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    const { won, told } = await contest(
      () => addRate(one(), rate(slug, 5)),
      () => addRate(other(), rate(slug, 6)),
    );
    expect(told).toBe("rate_taken");
    const [row] = await f.sql(
      "select amount_minor::int as minor from engagement_rates where engagement_id = $1 and valid_from = '2026-08-01'",
      [id],
    );
    expect(row).toEqual({ minor: won === "first" ? 500 : 600 });
  }),
);

test(
  `one edits, the other takes a file in (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    const take = await file(per, (said) =>
      set(said, slug, { windows_days: { consent: 22, ...days } }),
    );
    const day = n % 4 < 2 ? today : "";
    const { won, told } = await contest(
      () => changeVersion(one(), windows(slug, 21)),
      () => take(day),
    );
    if (won === "first") {
      expect(told).toBe("catalogue_moved");
      expect((await versions(id))[1]).toEqual({ number: 2, days: 21 });
    } else {
      expect(told).toBe("changed_meanwhile");
      expect(await versions(id)).toEqual([
        { number: 1, days: 30 },
        { number: 2, days: 22 },
      ]);
    }
  }),
);

test(
  `two take in files that were looked at on one state (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    const take = (by: Operator, consent: number) =>
      file(by, (said) => set(said, slug, { windows_days: { consent, ...days } }));
    const [a, b] = [await take(pia, 31), await take(per, 32)];
    const { won, told } = await contest(
      () => a(),
      () => b(),
    );
    expect(told).toBe("catalogue_moved");
    expect(await versions(id)).toEqual([
      { number: 1, days: 30 },
      { number: 2, days: won === "first" ? 31 : 32 },
    ]);
  }),
);

test(
  `one adds a rate, the other takes in a file with one for that day (${COUNT})`,
  each(async () => {
    const { slug, id } = await made();
    const rates = [{ valid_from: "2026-08-01", amounts_minor: { C: 700 } }];
    const take = await file(per, (said) => set(said, slug, { rates }));
    const { won, told } = await contest(
      () => addRate(one(), rate(slug, 8)),
      () => take(),
    );
    expect(told).toBe(won === "first" ? "catalogue_moved" : "rate_taken");
    const [row] = await f.sql(
      "select amount_minor::int as minor from engagement_rates where engagement_id = $1 and valid_from = '2026-08-01'",
      [id],
    );
    expect(row).toEqual({ minor: won === "first" ? 800 : 700 });
  }),
);

test(
  `one makes an engagement, the other takes in a file with one of that name (${COUNT})`,
  each(async () => {
    const { slug } = await made();
    const fresh = `contested-${String(n)}`;
    const take = await file(per, (said) =>
      said.engagements.push({
        ...said.engagements.find((entry) => entry.slug === slug)!,
        slug: fresh,
        name: "By file",
      }),
    );
    const input = newEngagementInput.parse({
      slug: fresh,
      name: "By hand",
      solutionArea: "security",
      engagementType: "assessment",
      partnerRole: "build-intent",
    });
    const { won, told } = await contest(
      () => createEngagement(one(), input),
      () => take(),
    );
    expect(["catalogue_moved", "changed_meanwhile", "engagement_exists"]).toContain(told);
    const found = await f.sql(
      "select v.name from engagement_versions v join engagements e on e.id = v.engagement_id where e.slug = $1",
      [fresh],
    );
    expect(found).toEqual([{ name: won === "first" ? "By hand" : "By file" }]);
  }),
);
