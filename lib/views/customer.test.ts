import { record } from "@/lib/audit/record";
import { resendConsent } from "@/lib/consent/resend";
import { editClaim } from "@/lib/claims/edit-claim";
import { editInput } from "@/lib/claims/schema";
import { decide } from "@/lib/consent/decide";
import { endRound } from "@/lib/consent/end-round";
import { getAskedRequest } from "@/lib/consent/queries";
import { reading, transaction, type PartnerUser } from "@/lib/ctx";
import { ask, type Asked } from "@/testing/asked";
import { consented, paying } from "@/testing/claims";
import { fixture, type Company } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { customerView } from "./customer";

/** One customer, one page (K1): what it tells, and to whom. */
const f = fixture();
const hour = (hours: number) => new Date(f.now.getTime() + hours * 3_600_000);

let company: Company;
let asked: Asked;
let colleague: PartnerUser;

beforeAll(async () => {
  company = await f.partner({ locations: [{ name: "Utrecht" }, { name: "Gent" }] });
  const [, there] = company.locations;
  colleague = await f.user(company, {
    grants: [{ role: "incentives_user", locationId: there!.id }],
  });
  asked = await ask(f, { company });
  await paying(f, asked.engagement.id);
  await resendConsent(f.ctx(company.admin, hour(2)), { associationId: asked.association.id });
});

const show = (
  actor: PartnerUser,
  search: Record<string, string> = {},
  tenantId = asked.tenant.id,
) => reading(f.ctx(actor, hour(3)), (tx) => customerView(tx, { tenantId, search }));

test("tells where a workshop stands, whom to ask, what was mailed and what became of it", async () => {
  const { customer, contacts, rounds, timeline } = await show(company.admin);
  expect(customer).toMatchObject({ id: asked.tenant.id, name: asked.tenant.name, since: null });
  expect(contacts).toMatchObject([{ firstName: "Zoë", email: asked.request.contactEmail }]);
  const here = rounds.filter(({ workshop }) => workshop.slug === asked.engagement.slug);
  expect(here).toMatchObject([{ state: { kind: "asked" }, payout: { minor: 400_000 } }]);
  const recipient = asked.request.contactEmail;
  expect(timeline).toMatchObject([
    {
      event: "consent.resent",
      who: { kind: "partner", name: company.admin.name },
      mails: [{ recipient, state: "queued" }],
    },
  ]);
  expect((await show(company.admin, { kind: "document" })).timeline).toEqual([]);
});

test("after the consent: its claim and what it pays; other workshops can be claimed, with what they pay where", async () => {
  const other = await f.engagement();
  await paying(f, other.id, 3_000);
  const yes = await ask(f, { company });
  await transaction(f.ctx(yes.visitor, hour(1)), async (tx) =>
    decide(tx, await getAskedRequest(tx), {
      decision: "accept",
      fullName: "Zoë",
      reason: "",
      language: "nl",
      confirmedByCode: false,
    }),
  );
  const { customer, rounds, chances, timeline } = await show(company.admin, {}, yes.tenant.id);
  expect(customer.since).toEqual(hour(1));
  expect(rounds).toMatchObject([{ state: { kind: "active" }, payout: { minor: 400_000 } }]);
  expect(chances.find(({ workshop }) => workshop.slug === other.slug)).toMatchObject({
    act: "claim",
    payouts: [{ amount: { minor: 300_000 }, places: ["Gent", "Utrecht"] }],
  });
  expect(timeline.map(({ event }) => event)).toEqual(["consent.accepted"]);
  // Known to the whole company; what is under way elsewhere is not everybody's to see.
  const seen = await show(colleague, {}, yes.tenant.id);
  expect([seen.rounds, seen.timeline, seen.contacts]).toEqual([[], [], []]);
});

test("is not there for whoever has no round of it, no role, or no right at its location", async () => {
  const rival = await f.partner();
  const nobody = await f.user(company);
  expect(await refusedWith(show(rival.admin))).toBe("not_found");
  expect(await refusedWith(show(colleague))).toBe("not_found");
  expect(await refusedWith(show(nobody))).toBe("no_role");
  for (const id of ["absent", crypto.randomUUID()])
    expect(await refusedWith(show(company.admin, {}, id))).toBe("not_found");
});

test("goes through everything that happened, each once, the last first", async () => {
  const long = await ask(f, { company });
  const events = 70;
  await transaction(f.system(hour(1)), async (tx) => {
    for (let n = 0; n < events; n++)
      await record(
        { ...tx, now: hour(1 + Math.floor(n / 3) / 60) },
        {
          event: "consent.reminded",
          subjectId: long.association.id,
          partnerId: company.id,
          data: { kind: n % 2 === 0 ? "answer" : "delivery", daysBefore: 1, daysLeft: 1 },
        },
      );
  });
  const seen: number[] = [];
  let after: string | null = null;
  do {
    const page = await show(
      company.admin,
      { kind: "email", ...(after && { after }) },
      long.tenant.id,
    );
    seen.push(...page.timeline.map(({ seq }) => seq));
    after = page.next;
  } while (after !== null);
  expect(seen).toHaveLength(events);
  expect(seen).toEqual([...seen].sort((a, b) => b - a));
});

test("K1 a contact that was changed on the claim is named from that day on", async () => {
  const it = await consented(f, { company });
  const email = `joost@${it.tenant.domain}`;
  await editClaim(
    f.ctx(company.admin, hour(50)),
    editInput.parse({
      ...{ number: String(it.claim.number), version: String(it.claim.version), part: "customer" },
      ...{ firstName: "Joost", lastName: "Bakker", title: "Head of IT", email, language: "nl" },
    }),
  );
  const { contacts } = await show(company.admin, {}, it.tenant.id);
  expect(contacts.find((one) => one.email === email)?.at).toEqual(hour(50));
});

test("K1 what tells the customer that a request ended is an e-mail with its state", async () => {
  const it = await ask(f, { company });
  await endRound(f.ctx(company.admin, hour(2)), {
    associationId: it.association.id,
    reason: "wrong_customer",
  });
  const { timeline } = await show(company.admin, { kind: "email" }, it.tenant.id);
  expect(timeline).toMatchObject([
    {
      event: "round.ended",
      mails: [{ recipient: it.request.contactEmail, state: "queued" }],
    },
  ]);
});
