import { reading, type PartnerUser } from "@/lib/ctx";
import { ask } from "@/testing/asked";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { historyPage } from "./history";

const make = fixture();

let partner: Company;
let engagement: Engagement;
beforeEach(async () => {
  partner = await make.partner();
  engagement = await make.engagement();
});

const open = (
  search: Record<string, string> = {},
  actor: PartnerUser = partner.admin,
  at = make.now,
) => reading(make.ctx(actor, at), (tx) => historyPage(tx, { slug: engagement.slug, search }));
const end = (id: string, at: Date) =>
  make.sql("update associations set ended_at = $2, end_reason = 'cancelled' where id = $1", [
    id,
    at,
  ]);

describe("History", () => {
  it("D7 finds a round that ended by name, contact, domain, tenant ID and TPID, also after a new name", async () => {
    const tenant = await make.tenant({
      name: "Straße & Zn",
      tpid: 7_654_322,
      domains: ["strasse-zn.example"],
    });
    const { association } = await ask(make, { company: partner, engagement, tenant });
    await end(association.id, new Date(make.now.getTime() + 1_000));
    const names = async (q: string) =>
      (await open({ q }, partner.admin, new Date(make.now.getTime() + 5_000))).rounds.map(
        ({ name }) => name,
      );
    const queries = [
      "STRASSE zn",
      "Zoë de Vries",
      "de vries",
      association.customerEmail ?? "",
      "strasse-zn",
      tenant.id,
      "7654322",
    ];
    for (const q of queries) expect([q, await names(q)]).toEqual([q, ["Straße & Zn"]]);
    expect(await names("rasse")).toEqual([]);
    await make.sql("update tenants set name = 'Anders' where id = $1", [tenant.id]);
    expect(await names("anders vries")).toEqual(["Anders"]);
    expect(await names("strasse vries")).toEqual(["Anders"]);
  });

  it("has what ran out in its place before it is marked as ended, and finds it", async () => {
    const first = await ask(make, { company: partner, engagement });
    const later = new Date(first.association.consentDueAt.getTime() + 60_000);
    const { rounds } = await open({}, partner.admin, later);
    expect(rounds).toMatchObject([
      {
        id: first.association.id,
        endReason: "consent_expired",
        endedAt: first.association.consentDueAt,
      },
    ]);
    expect((await open({ q: first.tenant.name }, partner.admin, later)).rounds).toHaveLength(1);
    expect((await open({ q: "nobody" }, partner.admin, later)).rounds).toEqual([]);
  });

  it("is narrowed down to a calendar month where the round is, in which a last day counts whole (D9)", async () => {
    const ends = {
      february: "2026-02-28T22:59:59.999Z",
      first: "2026-02-28T23:00:00.001Z",
      midnight: "2026-03-31T22:00:00Z",
      april: "2026-03-31T22:00:00.001Z",
    };
    for (const [name, at] of Object.entries(ends)) {
      const tenant = await make.tenant({ name });
      const { id } = await make.association(partner, tenant, engagement, {
        createdAt: new Date("2026-02-10T12:00:00Z"),
      });
      await end(id, new Date(at));
    }
    const names = async (month: string) =>
      (await open({ month }, partner.admin, new Date("2026-04-29T12:00:00Z"))).rounds.map(
        ({ name }) => name,
      );
    expect(await names("last_month")).toEqual(["midnight", "first"]);
    expect(await names("this_month")).toEqual(["april"]);
    expect(await names("next_month")).toHaveLength(4);
    expect(await open({ month: "last_month", reason: "declined" })).toMatchObject({ rounds: [] });
  });

  it("goes through all rounds once, page by page, also of one search", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 60; n++) {
      const tenant = await make.tenant({ name: `Row ${String(n)}` });
      const { id } = await make.association(partner, tenant, engagement);
      await end(id, new Date(make.now.getTime() + (n % 7) * 1_000));
      ids.push(id);
    }
    for (const q of ["", "row"]) {
      const seen: string[] = [];
      for (let after: string | null = null; ;) {
        const page = await open(
          { q, ...(after !== null && { after }) },
          partner.admin,
          new Date(make.now.getTime() + 10_000),
        );
        seen.push(...page.rounds.map(({ id }) => id));
        after = page.next;
        if (after === null) break;
      }
      expect(seen.length).toBe(60);
      expect(seen.sort()).toEqual(ids.sort());
    }
  });

  it("shows nobody another company's rounds, nor another location's", async () => {
    const tenant = await make.tenant({ name: "Secret" });
    const { id } = await make.association(partner, tenant, engagement);
    await end(id, make.now);
    const elsewhere = await make.location(partner);
    const clerk = await make.user(partner, {
      grants: [{ role: "incentives_user", locationId: elsewhere.id }],
    });
    for (const q of ["", "secret"]) {
      expect((await open({ q })).rounds).toHaveLength(1);
      expect((await open({ q }, clerk)).rounds).toEqual([]);
      expect((await open({ q }, (await make.partner()).admin)).rounds).toEqual([]);
    }
  });
});
