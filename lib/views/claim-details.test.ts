import { answerConsent } from "@/lib/consent/answer";
import { reading } from "@/lib/ctx";
import { ask, formOf, type Asked } from "@/lib/testing/asked";
import { fixture } from "@/lib/testing/fixture";
import { claimDetails } from "./claim-details";

const make = fixture();

let asked: Asked;
let number: string;

beforeAll(async () => {
  asked = await ask(make);
  const form = await formOf(make, asked.visitor, make.now);
  await answerConsent(make.ctx(asked.visitor), { ...form, decision: "accept" });
  const [row] = await make.sql<{ number: number }>(
    "select number from workshop_claims where association_id = $1",
    [asked.association.id],
  );
  number = String(row?.number);
});

const open = (claimNumber = number, actor = asked.company.admin) =>
  reading(make.ctx(actor), (tx) => claimDetails(tx, { claimNumber }));

describe("a workshop claim's details", () => {
  it("W1, S57 come into being with the consent, with the days to submit", async () => {
    const view = await open();
    expect(number).toMatch(/^[1-9]\d{6}$/);
    expect(view.claim).toMatchObject({
      status: "editing",
      tenant: { name: asked.tenant.name, domains: asked.tenant.domains },
      contact: { firstName: "Zoë", lastName: "de Vries" },
      location: { mpnId: asked.company.location.mpnId },
    });
    expect(view.deadline).toEqual({ kind: "delivery", date: "2026-06-08", daysLeft: 90 });
  });

  it("are not found by another partner, or with another number", async () => {
    const rival = await make.partner();
    await expect(open(number, rival.admin)).rejects.toThrow("not_found");
    await expect(open("abc")).rejects.toThrow("not_found");
    await expect(open("0000001")).rejects.toThrow("not_found");
  });

  it("are not found by a person of another location", async () => {
    const elsewhere = await make.location(asked.company);
    const user = await make.user(asked.company, {
      grants: [{ role: "incentives_user", locationId: elsewhere.id }],
    });
    await expect(open(number, user)).rejects.toThrow("not_found");
  });

  it("S4 need an incentives role", async () => {
    await expect(open(number, await make.user(asked.company))).rejects.toThrow("no_role");
  });
});
