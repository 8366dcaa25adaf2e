import { changeVersionInput } from "@/lib/engagements/editing/schema";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { countTyped } from "./count-typed";

const f = fixture();

const typed = (slug: string, customerCriteria: string) => {
  const input = changeVersionInput.parse({
    part: "customers",
    slug,
    revision: "0",
    customerCriteria,
  });
  if (input.part !== "customers") throw new Error("another part");
  return input;
};

test("P11 what was typed is counted before it is saved: tenants, and customers that would change tab", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const { slug } = engagement;
  for (const seats of [100, 300, 500]) {
    const tenant = await f.tenant({ usage: { teams_pau: seats } });
    await f.eligible(tenant, engagement, true);
    await f.known(company, tenant);
  }
  await f.tenant();
  const ctx = f.ctx(await f.operator({ roles: ["catalogue_editor"] }));
  expect(await countTyped(ctx, typed(slug, "teams_pau >= 300"))).toEqual({
    ...{ met: 2, known: 3, all: 4, estimate: false },
    ...{ customers: 3, gains: 0, loses: 1, rounds: 0 },
  });
  expect(await countTyped(ctx, typed(slug, ""))).toMatchObject({ met: 4, known: 4, loses: 0 });
  expect(
    await f.sql("select from engagement_versions where engagement_id = $1", [engagement.id]),
  ).toHaveLength(1);
  expect(await refusedWith(countTyped(ctx, typed(slug, "no_such > 1")))).toBe("line_wrong");
  const reader = f.ctx(await f.operator({ roles: ["reader"] }));
  expect(await refusedWith(countTyped(reader, typed(slug, "")))).toBe("forbidden");
});

test("P11, P12 of a group one figure is known, and before the first publication counted is who is known", async () => {
  const company = await f.partner();
  const { slug } = await f.engagement({ openedAt: null });
  const tenant = await f.tenant({ usage: { intune_pau: 700 } });
  await f.known(company, tenant);
  const ctx = f.ctx(await f.operator({ roles: ["catalogue_editor"] }));
  const counts = await countTyped(ctx, typed(slug, "intune_pau >= 600 or teams_pau >= 9000"));
  expect(counts).toMatchObject({ met: 1, gains: 1, loses: 0 });
  expect(counts.known).toBeGreaterThanOrEqual(counts.met);
});
