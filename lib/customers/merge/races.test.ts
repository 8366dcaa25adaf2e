import { answerConsent } from "@/lib/consent/answer";
import { transaction } from "@/lib/ctx";
import { ask, formOf } from "@/testing/asked";
import { consented, paying } from "@/testing/claims";
import { fixture, type Tenant } from "@/testing/fixture";
import { mergeAsSteward } from "@/testing/merging";
import { refusedWith } from "@/testing/refusal";
import { tries } from "@/testing/tries";
import { startRounds } from "../start-rounds";

/** How many contests of each kind; more by `MERGE_RACES`. */
const COUNT = tries("MERGE_RACES", { ci: 4, whole: 200 });
jest.setTimeout(60_000 + COUNT * 12_000);

const f = fixture();
const at = new Date(f.now.getTime() + 2 * 86_400_000);
const merge = (from: Tenant, into: Tenant) => mergeAsSteward(f, from, into, at);
/** Until nothing changed meanwhile any more, as a person does who looks again. */
async function insist(from: Tenant, into: Tenant): Promise<string | null> {
  for (let look = 0; look < 5; look++) {
    const outcome = await merge(from, into);
    if (outcome !== "changed_meanwhile") return outcome;
  }
  return "changed_meanwhile";
}
const places = async (ids: string[]) =>
  (
    await f.sql<{ tenant_id: string }>(
      "select distinct tenant_id from associations where id = any($1)",
      [ids],
    )
  ).map((row) => row.tenant_id);
const times = async (one: (n: number) => Promise<void>) => {
  for (let n = 0; n < COUNT; n++) await one(n);
  // Once: it reads everything that there is.
  expect(await f.sql("select * from projection_faults()")).toEqual([]);
};

test(`${COUNT} times a merge and the customer's answer at once: the consent stands, once, at the survivor`, () =>
  times(async () => {
    const it = await ask(f);
    const into = await f.tenant();
    const form = await formOf(f, it.visitor, at);
    const [merged, answered] = await Promise.all([
      merge(it.tenant, into),
      refusedWith(answerConsent(f.ctx(it.visitor, at), { ...form, decision: "accept" })),
    ]);
    expect(answered).toBeNull();
    if (merged !== null)
      expect([merged, await merge(it.tenant, into)]).toEqual(["changed_meanwhile", null]);
    const rounds = await f.sql(
      "select tenant_id, consented_at is not null as consented from associations where id = $1",
      [it.association.id],
    );
    expect(rounds).toEqual([{ tenant_id: into.id, consented: true }]);
    const claims = await f.sql("select tenant_id from workshop_claims where association_id = $1", [
      it.association.id,
    ]);
    expect(claims).toEqual([{ tenant_id: into.id }]);
  }));

test(`${COUNT} times a merge with a customer that consented elsewhere, and an answer at once: one consent`, () =>
  times(async () => {
    const engagement = await f.engagement();
    const won = await consented(f, { engagement });
    const waits = await ask(f, { engagement });
    const form = await formOf(f, waits.visitor, at);
    const outcomes = await Promise.all([
      merge(waits.tenant, won.tenant),
      refusedWith(answerConsent(f.ctx(waits.visitor, at), { ...form, decision: "accept" })),
    ]);
    // Whoever was first: the other was told.
    expect([
      [null, "no_longer_open"],
      ["merge_clashes", null],
      ["changed_meanwhile", null],
    ]).toContainEqual(outcomes);
    const live = await f.sql(
      "select 1 from associations where tenant_id = $1 and engagement_id = $2 and consented_at is not null and ended_at is null",
      [won.tenant.id, engagement.id],
    );
    expect(live).toHaveLength(1);
  }));

test(`${COUNT} times a merge and a partner who adds at once: the round stands at the survivor`, () =>
  times(async () => {
    const engagement = await f.engagement();
    await paying(f, engagement.id);
    const [from, into, partner] = [await f.tenant(), await f.tenant(), await f.partner()];
    const add = transaction(f.ctx(partner.admin, at), (tx) =>
      startRounds(tx, {
        draft: null,
        origin: "added",
        tenantId: from.id,
        locationId: partner.location.id,
        engagementIds: [engagement.id],
        customerEmail: "a@b.example",
        mismatchReason: null,
      }),
    );
    const [merged, { associations }] = await Promise.all([merge(from, into), add]);
    if (merged !== null)
      expect([merged, await merge(from, into)]).toEqual(["changed_meanwhile", null]);
    expect(await places(associations.map(({ id }) => id))).toEqual([into.id]);
  }));

test(`${COUNT} times two merges at once, in either order: the same end`, () =>
  times(async (n) => {
    const rounds = [await ask(f), await ask(f), await ask(f)];
    const [a, b, c] = rounds.map(({ tenant }) => tenant) as [Tenant, Tenant, Tenant];
    const two = [() => insist(a, b), () => insist(b, c)];
    const [first, second] = n % 2 === 0 ? two : two.toReversed();
    const outcomes = await Promise.all([first!(), second!()]);
    // B may be merged into C first: then nothing can be merged into B, and A is merged into what stands for it.
    if (outcomes.includes("not_found") || outcomes.includes("tenant_merged"))
      expect(await insist(a, c)).toBeNull();
    const ids = rounds.map(({ association }) => association.id);
    expect(await places(ids)).toEqual([c.id]);
    const merged = await f.sql("select distinct merged_into from tenants where id = any($1)", [
      [a.id, b.id],
    ]);
    expect(merged).toEqual([{ merged_into: c.id }]);
  }));

test(`${COUNT} times each into the other at once: one survives, with everything`, () =>
  times(async () => {
    const rounds = [await ask(f), await ask(f)];
    const [a, b] = rounds.map(({ tenant }) => tenant) as [Tenant, Tenant];
    const outcomes = await Promise.all([insist(a, b), insist(b, a)]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    const survivor = outcomes[0] === null ? b.id : a.id;
    expect(await places(rounds.map(({ association }) => association.id))).toEqual([survivor]);
  }));
