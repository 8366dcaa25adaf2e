import { reading } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { exportCatalogue } from "../exchange/export-catalogue";
import { getEngagement } from "../queries";
import { agreeVersion } from "./agree-version";
import { changeListing } from "./change-listing";
import { changeVersion } from "./change-version";
import { createEngagement } from "./create-engagement";
import { deleteDraft } from "./delete-draft";
import { publishVersion } from "./publish-version";
import { getListing, listVersions } from "./queries";
import { changeVersionInput, listingInput, newEngagementInput, publishInput } from "./schema";
import { withdrawVersion } from "./withdraw-version";

const f = fixture();

const editor = () => f.operator({ roles: ["catalogue_editor"] });
const today = "2026-03-10";
let n = 0;
const make = async (who?: Awaited<ReturnType<typeof editor>>) => {
  const slug = `made-${++n}`;
  const ctx = f.ctx(who ?? (await editor()));
  await createEngagement(
    ctx,
    newEngagementInput.parse({
      slug,
      name: "Made",
      solutionArea: "security",
      engagementType: "assessment",
      partnerRole: "build-intent",
    }),
  );
  await f.sql(
    `insert into engagement_rates (engagement_id, band, valid_from, amount_minor)
     select id, b, '2026-01-01', null from engagements, unnest('{A,B,C}'::text[]) b where slug = $1`,
    [slug],
  );
  return { slug, ctx };
};
const windows = (slug: string, revision: number, consentDays = "20") =>
  changeVersionInput.parse({
    part: "windows",
    slug,
    revision: String(revision),
    consentDays,
    deliveryDays: "50",
    reviewDays: "80",
    disputeDays: "20",
    clockStandsStill: "no",
  });
const basics = (slug: string, revision: number, name = "Made") =>
  changeVersionInput.parse({
    part: "basics",
    slug,
    revision: String(revision),
    name,
    summaryEn: "It is made.",
    summaryNl: "Het is gemaakt.",
  });
const proof = (slug: string, revision: number) =>
  changeVersionInput.parse({ part: "proof", slug, revision: String(revision), poe: "invoice!" });
const criteria = (slug: string, revision: number, customerCriteria: string) =>
  changeVersionInput.parse({
    part: "customers",
    slug,
    revision: String(revision),
    customerCriteria,
  });
const day = (slug: string, revision: number, on = today) =>
  publishInput.parse({ slug, revision: String(revision), day: on });
const published = async () => {
  const made = await make();
  await changeVersion(made.ctx, basics(made.slug, 0));
  await changeVersion(made.ctx, proof(made.slug, 1));
  await publishVersion(made.ctx, day(made.slug, 2));
  return made;
};
const versionsOf = (slug: string) =>
  f.sql<{
    number: number;
    name: string;
    holds_from: string | null;
    published: boolean;
    withdrawn: boolean;
  }>(
    `select v.number, v.name, v.holds_from::text, v.published_at is not null as published, v.withdrawn_at is not null as withdrawn
     from engagement_versions v join engagements e on e.id = v.engagement_id where e.slug = $1 order by 1`,
    [slug],
  );

test("P5 who is no catalogue editor changes nothing", async () => {
  const { slug } = await make();
  for (const roles of [
    ["reader"],
    ["administrator", "partner_manager", "data_steward", "reviewer", "payments"],
  ] as const) {
    const ctx = f.ctx(await f.operator({ roles }));
    for (const act of [
      changeVersion(ctx, windows(slug, 0)),
      publishVersion(ctx, day(slug, 0)),
      withdrawVersion(ctx, { slug }),
      deleteDraft(ctx, { slug, revision: 0 }),
      agreeVersion(ctx, { slug, revision: 0 }),
    ])
      expect(await refusedWith(act)).toBe("forbidden");
  }
});

test("P7 a new engagement begins with the days of its type, and partners do not know of it", async () => {
  const { slug, ctx } = await make();
  const { admin } = await f.partner();
  const of = (actor: Parameters<typeof f.ctx>[0]) =>
    reading(f.ctx(actor), (tx) => getEngagement(tx, slug));
  await expect(of(admin)).rejects.toThrow("not_found");
  const [draft] = await reading(ctx, async (tx) =>
    listVersions(tx, (await getListing(tx, slug)).id),
  );
  expect(draft).toMatchObject({
    consentDays: 30,
    deliveryDays: 60,
    reviewDays: 90,
    publishedAt: null,
  });
  expect(await refusedWith(publishVersion(ctx, day(slug, 0)))).toBe("not_whole");
  await f.sql("update engagement_rates set agreed_at = null where band = 'B'");
  await changeVersion(ctx, basics(slug, 0));
  await changeVersion(ctx, proof(slug, 1));
  expect(await refusedWith(publishVersion(ctx, day(slug, 2)))).toBe("rate_gap");
  await f.sql("update engagement_rates set agreed_at = now()");
  await publishVersion(ctx, day(slug, 2));
  expect(await of(admin)).toMatchObject({ name: "Made", deliveryDays: 60 });
  expect(
    await refusedWith(
      createEngagement(
        ctx,
        newEngagementInput.parse({
          slug,
          name: "X",
          solutionArea: "security",
          engagementType: "assessment",
          partnerRole: "build-intent",
        }),
      ),
    ),
  ).toBe("engagement_exists");
});

test("P8 an edit makes the next version, which holds from its day in the programme's zone; a round keeps its own", async () => {
  const { slug, ctx } = await published();
  await changeVersion(ctx, windows(slug, 3, "10"));
  await changeVersion(ctx, basics(slug, 4, "Renamed"));
  await publishVersion(ctx, day(slug, 5, "2026-03-20"));
  const { admin } = await f.partner();
  const at = (instant: string) =>
    reading(f.ctx(admin, new Date(instant)), (tx) => getEngagement(tx, slug));
  expect(await at("2026-03-19T23:59:59Z")).toMatchObject({ name: "Made", consentDays: 30 });
  expect(await at("2026-03-20T00:00:00Z")).toMatchObject({ name: "Renamed", consentDays: 10 });
  await f.sql("update programme set time_zone = 'America/New_York'");
  expect(await at("2026-03-20T03:59:59Z")).toMatchObject({ name: "Made" });
  expect(await at("2026-03-20T04:00:00Z")).toMatchObject({ name: "Renamed" });
  await f.sql("update programme set time_zone = 'UTC'");
  expect(
    await refusedWith(
      changeVersion(ctx, windows(slug, 6, "9")).then(() =>
        publishVersion(ctx, day(slug, 7, "2026-04-01")),
      ),
    ),
  ).toBe("already_scheduled");
  await withdrawVersion(ctx, { slug });
  expect(await at("2026-04-20T04:00:00Z")).toMatchObject({ name: "Made", consentDays: 30 });
  expect((await versionsOf(slug)).map((one) => [one.number, one.published, one.withdrawn])).toEqual(
    [
      [1, true, false],
      [2, true, true],
      [3, false, false],
    ],
  );
  expect(await refusedWith(withdrawVersion(ctx, { slug }))).toBe("already_holds");
  expect(await refusedWith(publishVersion(ctx, day(slug, 7, "2026-03-09")))).toBe("day_taken");
  expect(await refusedWith(publishVersion(ctx, day(slug, 7, today)))).toBe("day_taken");
});

test("P4 of two who edit one part the second is told what the first changed, field by field", async () => {
  const { slug } = await published();
  const first = f.ctx(await f.operator({ roles: ["catalogue_editor"], name: "Ida" }));
  const second = f.ctx(await editor());
  await changeVersion(first, windows(slug, 3, "11"));
  await expect(changeVersion(second, windows(slug, 3, "12"))).rejects.toMatchObject({
    errors: [
      { code: "changed_meanwhile", params: { name: "Ida" } },
      { field: "consentDays", code: "stands_now", params: { value: "11" } },
    ],
  });
  expect(await refusedWith(publishVersion(second, day(slug, 3)))).toBe("changed_meanwhile");
  let lost = 0;
  for (let contest = 0; contest < 20; contest++) {
    const both = await Promise.all(
      [first, second].map((ctx, at) =>
        refusedWith(changeVersion(ctx, windows(slug, contest + 4, String(100 + 2 * contest + at)))),
      ),
    );
    expect(both.sort()).toEqual(["changed_meanwhile", null].sort());
    lost += both.filter((code) => code !== null).length;
  }
  expect(lost).toBe(20);
});

test("P4 nobody edits past a version that was published since the page was shown", async () => {
  const { slug, ctx } = await published();
  const before = windows(slug, 3, "12");
  await changeVersion(ctx, windows(slug, 3, "11"));
  const looked = windows(slug, 4, "13");
  await publishVersion(ctx, day(slug, 4, "2026-03-11"));
  for (const late of [before, looked])
    expect(await refusedWith(changeVersion(f.ctx(await editor()), late))).toBe("changed_meanwhile");
  expect(await versionsOf(slug)).toHaveLength(2);
});

test("P6 where the programme asks for two, criteria wait for another editor, and an edit makes them wait anew", async () => {
  const { slug, ctx } = await published();
  const other = f.ctx(await editor());
  await f.sql("update programme set two_editors = true");
  await changeVersion(ctx, windows(slug, 3));
  expect(await publishVersion(ctx, day(slug, 4, "2026-03-11"))).toBe("published");
  await withdrawVersion(ctx, { slug });
  await changeVersion(ctx, criteria(slug, 5, "teams_pau >= 300"));
  expect(await publishVersion(ctx, day(slug, 6, "2026-03-12"))).toBe("proposed");
  expect(await refusedWith(agreeVersion(ctx, { slug, revision: 6 }))).toBe("agree_other");
  await changeVersion(other, criteria(slug, 6, "teams_pau >= 200"));
  expect(await refusedWith(agreeVersion(other, { slug, revision: 7 }))).toBe("no_draft");
  expect(await publishVersion(ctx, day(slug, 7, "2026-03-12"))).toBe("proposed");
  await agreeVersion(other, { slug, revision: 7 });
  await f.sql("update programme set two_editors = false");
  expect((await versionsOf(slug)).at(-1)).toMatchObject({
    published: true,
    holds_from: "2026-03-12",
  });
});

test("P13 nobody agrees with a version whose rate went, or that is not whole, meanwhile", async () => {
  const { slug, ctx } = await published();
  const other = f.ctx(await editor());
  await f.sql("update programme set two_editors = true");
  await changeVersion(ctx, criteria(slug, 3, "teams_pau >= 300"));
  expect(await publishVersion(ctx, day(slug, 4, "2026-03-12"))).toBe("proposed");
  const agree = () => agreeVersion(other, { slug, revision: 4 });
  const rate = `engagement_id = (select id from engagements where slug = '${slug}') and band = 'B'`;
  await f.sql(`update engagement_rates set valid_from = '2026-03-13' where ${rate}`);
  expect(await refusedWith(agree())).toBe("rate_gap");
  await f.sql(`update engagement_rates set valid_from = '2026-03-12' where ${rate}`);
  const poe = (said: string) =>
    f.sql(
      `update engagement_versions set poe = $1 where published_at is null and engagement_id = (select id from engagements where slug = $2)`,
      [said, slug],
    );
  await poe("[]");
  expect(await refusedWith(agree())).toBe("not_whole");
  await poe('[{ "kind": "invoice" }]');
  await agree();
  await f.sql("update programme set two_editors = false");
});

test("P8 a first version that is taken back goes on as a draft that says the same", async () => {
  const { slug, ctx } = await make();
  await changeVersion(ctx, basics(slug, 0));
  await changeVersion(ctx, proof(slug, 1));
  await publishVersion(ctx, day(slug, 2, "2026-03-11"));
  await withdrawVersion(ctx, { slug });
  expect((await versionsOf(slug)).map((one) => [one.name, one.published, one.withdrawn])).toEqual([
    ["Made", true, true],
    ["Made", false, false],
  ]);
  const file = JSON.parse(await exportCatalogue(ctx)) as { engagements: { slug: string }[] };
  expect(file.engagements.find((one) => one.slug === slug)).toMatchObject({ holds_from: null });
  await deleteDraft(ctx, { slug, revision: 3 });
  await changeVersion(ctx, windows(slug, 3, "11"));
  await publishVersion(ctx, day(slug, 4, "2026-03-11"));
  expect((await versionsOf(slug)).at(-1)).toMatchObject({ holds_from: "2026-03-11" });
});

test("U13 publishing asks who did not prove just now who they are", async () => {
  const { slug, ctx } = await published();
  await changeVersion(ctx, windows(slug, 3));
  const later = { ...ctx, now: new Date(f.now.getTime() + 16 * 60_000) };
  expect(await refusedWith(publishVersion(later, day(slug, 4)))).toBe("sign_in_again");
});

test("P7 only what was never published goes with its draft", async () => {
  const { slug, ctx } = await make();
  expect(await deleteDraft(ctx, { slug, revision: 0 })).toBe(false);
  expect(await versionsOf(slug)).toEqual([]);
  const kept = await published();
  await changeVersion(kept.ctx, windows(kept.slug, 3));
  expect(await deleteDraft(kept.ctx, { slug: kept.slug, revision: 4 })).toBe(true);
  expect(await versionsOf(kept.slug)).toHaveLength(1);
  expect(await refusedWith(deleteDraft(kept.ctx, { slug: kept.slug, revision: 0 }))).toBe(
    "no_draft",
  );
});

test("P7 an engagement is ended and opened again at once, with its history", async () => {
  const { slug, ctx } = await published();
  const listing = (changed: Record<string, string>, revision: number) =>
    listingInput.parse({
      slug,
      revision: String(revision),
      solutionArea: "security",
      engagementType: "assessment",
      partnerRole: "build-intent",
      availableFrom: "2026-01-01",
      consentsPerCustomer: "1",
      ...changed,
    });
  await changeListing(ctx, listing({ availableUntil: "2026-03-01" }, 1));
  await changeListing(ctx, listing({ availableUntil: "" }, 2));
  expect(await refusedWith(changeListing(ctx, listing({ availableUntil: "2025-12-31" }, 3)))).toBe(
    "days_out_of_order",
  );
  const told = await f.sql<{ data: unknown }>(
    `select data from audit_log where event = 'engagement.listed' and subject_id = (select id from engagements where slug = $1) order by seq`,
    [slug],
  );
  expect(told.map(({ data }) => data)).toEqual([
    {
      before: { availableFrom: today, availableUntil: null },
      after: { availableFrom: "2026-01-01", availableUntil: "2026-03-01" },
    },
    { before: { availableUntil: "2026-03-01" }, after: { availableUntil: null } },
  ]);
});
