import { fixture } from "@/testing/fixture";
import { consented } from "@/testing/claims";
import { refusedWith } from "@/testing/refusal";
import { reading } from "@/lib/ctx";
import { addRate } from "./add-rate";
import { agreeRate } from "./agree-rate";
import { listRateLines } from "./queries";
import { keepRate } from "./keep-rate";
import { removeRate } from "./remove-rate";
import { rateInput } from "./schema";

const f = fixture();
const editor = () => f.operator({ roles: ["catalogue_editor"] });
const rate = (slug: string, validFrom: string, amount = "100") =>
  rateInput.parse({ slug, band: "C", validFrom, amount });
const which = (slug: string, validFrom: string) => ({ slug, band: "C", validFrom });
const payout = async (id: string, day: string) =>
  (
    await f.sql<{ minor: string | null }>(
      "select amount_minor as minor from payout_at($1, 'NL', $2)",
      [id, day],
    )
  )[0]?.minor;

test("P13 a catalogue editor adds rates by day and takes back what nobody was paid by", async () => {
  const { slug, id } = await f.engagement();
  const ctx = f.ctx(await editor());
  const other = f.ctx(await f.operator({ roles: ["payments", "administrator"] }));
  expect(await refusedWith(addRate(other, rate(slug, "2026-01-01")))).toBe("forbidden");
  expect(await addRate(ctx, rate(slug, "1-1-2026"))).toBe("added");
  expect(await addRate(ctx, rate(slug, "2026-04-01", ""))).toBe("added");
  expect(await refusedWith(addRate(ctx, rate(slug, "2026-01-01", "7")))).toBe("rate_taken");
  expect([await payout(id, "2026-03-31"), await payout(id, "2026-04-01")]).toEqual(["10000", null]);
  expect(await refusedWith(removeRate(ctx, which(slug, "2026-01-01")))).toBe("rate_gap");
  await removeRate(ctx, which(slug, "2026-04-01"));
  expect(await payout(id, "2026-04-01")).toBe("10000");
  expect(await refusedWith(removeRate(ctx, which(slug, "2026-04-01")))).toBe("not_found");
  const later = { ...ctx, now: new Date(f.now.getTime() + 16 * 60_000) };
  expect(await refusedWith(addRate(later, rate(slug, "2027-01-01")))).toBe("sign_in_again");
});

test("P13 a rate on which a payout was fixed stays, and none comes before that day", async () => {
  const engagement = await f.engagement();
  const ctx = f.ctx(await editor());
  await addRate(ctx, rate(engagement.slug, "2026-01-01"));
  const lines = async () =>
    (await reading(ctx, (tx) => listRateLines(tx, engagement.id))).map(({ fixed }) => fixed);
  expect(await lines()).toEqual([false]);
  await consented(f, { engagement });
  // Of a claim that was not sent in yet nobody of the programme reads anything else.
  expect(await lines()).toEqual([true]);
  expect(await refusedWith(removeRate(ctx, which(engagement.slug, "2026-01-01")))).toBe(
    "rate_fixed",
  );
  expect(await refusedWith(addRate(ctx, rate(engagement.slug, "2026-02-01")))).toBe("rate_fixed");
  expect(await refusedWith(addRate(ctx, rate(engagement.slug, "2026-05-01")))).toBeNull();
});

test("P6 where the programme asks for two, a rate counts when another editor has agreed", async () => {
  const { slug, id } = await f.engagement();
  const ctx = f.ctx(await editor());
  await f.sql("update programme set two_editors = true");
  expect(await addRate(ctx, rate(slug, "2026-01-01"))).toBe("proposed");
  expect(await payout(id, "2026-03-01")).toBeNull();
  expect(await refusedWith(agreeRate(ctx, which(slug, "2026-01-01")))).toBe("agree_other");
  await agreeRate(f.ctx(await editor()), which(slug, "2026-01-01"));
  expect(await payout(id, "2026-03-01")).toBe("10000");
  await f.sql("update programme set two_editors = false");
});

test("P6 where the programme asks for two editors a rate that counts is taken back by two, or stays", async () => {
  const { slug, id } = await f.engagement();
  const [one, two] = [f.ctx(await editor()), f.ctx(await editor())];
  await addRate(one, rate(slug, "2026-01-01"));
  await addRate(one, rate(slug, "2026-04-01", "7"));
  await f.sql("update programme set two_editors = true");
  const which_ = which(slug, "2026-04-01");
  expect(await removeRate(one, which_)).toBe("to_remove");
  expect(await payout(id, "2026-05-01")).toBe("700");
  expect(await refusedWith(removeRate(one, which_))).toBe("agree_other");
  await keepRate(two, which_);
  expect(await refusedWith(keepRate(two, which_))).toBe("not_found");
  expect(await removeRate(two, which_)).toBe("to_remove");
  expect(await removeRate(one, which_)).toBe("removed");
  expect(await payout(id, "2026-05-01")).toBe("10000");
  expect(await refusedWith(removeRate(one, which(slug, "2026-01-01")))).toBe("rate_gap");
  await f.sql("update programme set two_editors = false");
});
