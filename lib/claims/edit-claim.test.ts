import { Refusal } from "@/lib/errors";
import { claimOf, consented, giveProof, submitted, type Consented } from "@/testing/claims";
import { decided } from "@/testing/claim-moves";
import { fixture } from "@/testing/fixture";
import { sent, surveyed } from "@/testing/surveys";
import { editClaim } from "./edit-claim";
import { editInput, type EditInput } from "./schema";

const f = fixture();
const DAY = 86_400_000;
const day = (days: number) => new Date(f.now.getTime() + days * DAY);

let it: Consented;
let customer: ReturnType<typeof customerAt>;
beforeEach(async () => {
  it = await consented(f);
  customer = customerAt(it.tenant.domain);
});

const input = (form: Record<string, string>, claim = it.claim): EditInput =>
  editInput.parse({ number: String(claim.number), version: String(claim.version), ...form });
const edit = (
  form: Record<string, string>,
  at = day(5),
  actor = it.company.admin,
  claim = it.claim,
) => editClaim(f.ctx(actor, at), input(form, claim));
const now = () => claimOf(f, it.association.id);
const log = () =>
  f.sql<{ data: unknown }>(
    "select data from audit_log where subject_id = $1 and event = 'claim.edited'",
    [it.claim.id],
  );
const codes = async (act: Promise<unknown>) => {
  const error: unknown = await act.then(
    () => "done",
    (thrown: unknown) => thrown,
  );
  return error instanceof Refusal
    ? error.errors.map(({ field, code }) => `${field}:${code}`)
    : error;
};

const customerAt = (domain: string) => ({
  part: "customer",
  firstName: "Noor",
  lastName: "Bakker",
  title: "CIO",
  email: `noor@${domain}`,
  language: "en",
});
const invoice = {
  part: "invoice",
  invoiceNumber: "2026-0042",
  invoiceAmount: "4.500,00",
  invoiceCurrency: "eur",
  workshopFrom: "2026-03-12",
  workshopUntil: "2026-03-13",
};

test("keeps invoice and days, and says so in the log", async () => {
  await edit(invoice);
  expect(await now()).toMatchObject({
    version: it.claim.version + 1,
    invoiceNumber: "2026-0042",
    invoiceAmount: "4500.00",
    invoiceCurrency: "EUR",
    workshopFrom: "2026-03-12",
    workshopUntil: "2026-03-13",
  });
  expect(await log()).toMatchObject([
    {
      data: {
        part: "invoice",
        fields: [
          "invoiceNumber",
          "invoiceAmount",
          "invoiceCurrency",
          "workshopFrom",
          "workshopUntil",
        ],
      },
    },
  ]);
});

test("what is the same changes nothing, not even the version", async () => {
  await edit(invoice);
  const before = await now();
  await edit(invoice, day(5), it.company.admin, before);
  expect((await now()).version).toBe(before.version);
  expect(await log()).toHaveLength(1);
});

test("what is left empty is taken away; a day alone is a workshop of one day", async () => {
  await edit(invoice);
  const empty = { ...invoice, invoiceAmount: "", invoiceCurrency: "", workshopUntil: "" };
  await edit(empty, day(5), it.company.admin, await now());
  expect(await now()).toMatchObject({ invoiceAmount: null, workshopUntil: "2026-03-12" });
});

test.each([
  [{ workshopFrom: "2026-03-10" }, day(5), ["workshopFrom:workshop_too_early"]],
  [{ workshopFrom: "2026-03-11", workshopUntil: "" }, day(1), "done"],
  [{ workshopUntil: "2026-03-16" }, day(5), ["workshopUntil:workshop_too_late"]],
  [{ workshopFrom: "2026-03-14" }, day(5), ["workshopUntil:dates_out_of_order"]],
  // 23:30 in Amsterdam is the same day there; half an hour later it is the next.
  [
    { workshopUntil: "2026-03-16" },
    new Date("2026-03-15T22:59:00Z"),
    ["workshopUntil:workshop_too_late"],
  ],
  [{ workshopUntil: "2026-03-16" }, new Date("2026-03-15T23:00:00Z"), "done"],
])("the workshop lies from the consent to today, at the location: %j", async (days, at, result) => {
  expect(await codes(edit({ ...invoice, ...days }, at))).toEqual(result);
});

test("the partner's contact and the friendly name", async () => {
  await edit({ part: "partner", partnerName: "Ana", partnerEmail: "ana@partner.example" });
  const version = await now();
  await edit(
    { part: "name", friendlyName: "Spring\u0000 tour " },
    day(5),
    it.company.admin,
    version,
  );
  expect(await now()).toMatchObject({
    partnerContactName: "Ana",
    partnerContactEmail: "ana@partner.example",
    friendlyName: "Spring  tour",
  });
});

test("W8 the customer's contact can be changed before it has answered", async () => {
  await edit(customer);
  expect(await now()).toMatchObject({
    contactFirstName: "Noor",
    contactEmail: customer.email,
    contactLanguage: "en",
  });
});

describe("D20 while the customer survey waits for its answer", () => {
  const other = () => surveyed(f).then((claimed) => sent(f, claimed));
  const survey = (claimId: string) =>
    f.sql<{ to: string; replaced: boolean; mails: number }>(
      `select recipient_email as to, replaced_at is not null as replaced,
         (select count(*)::int from emails where survey_id = s.id) as mails
       from claim_surveys s where claim_id = $1 order by created_at`,
      [claimId],
    );

  test("another contact gets it only once the actor has seen who that is", async () => {
    const { company, claim, tenant } = await other();
    const customer = customerAt(tenant.domain);
    expect(await codes(edit(customer, day(5), company.admin, claim))).toEqual([":survey_goes_out"]);
    expect(await survey(claim.id)).toEqual([{ to: claim.contactEmail, replaced: false, mails: 1 }]);
    const confirmed = { ...customer, confirmed: "yes" };
    expect(await edit(confirmed, day(5), company.admin, claim)).toEqual({ surveySent: true });
    expect(await survey(claim.id)).toEqual([
      { to: claim.contactEmail, replaced: true, mails: 1 },
      { to: customer.email, replaced: false, mails: 1 },
    ]);
  });

  test("another language or title mails nobody, and asks nothing", async () => {
    const { company, claim } = await other();
    const same = {
      part: "customer",
      firstName: claim.contactFirstName,
      lastName: claim.contactLastName,
      title: "CEO",
      email: claim.contactEmail,
      language: "en",
    };
    expect(await edit(same, day(5), company.admin, claim)).toEqual({ surveySent: false });
    expect(await survey(claim.id)).toEqual([{ to: claim.contactEmail, replaced: false, mails: 1 }]);
  });

  test("the days of the workshop cannot be taken away", async () => {
    const { company, claim } = await other();
    const none = { ...invoice, workshopFrom: "", workshopUntil: "" };
    expect(await codes(edit(none, day(5), company.admin, claim))).toEqual([
      "workshopFrom:survey_needs_days",
    ]);
  });
});

test("W9 after the survey is answered it is locked", async () => {
  const engagement = await f.engagement({ poe: [{ kind: "customer_survey" }] });
  const other = await consented(f, { engagement });
  await giveProof(f, other.claim);
  expect(await codes(edit(customer, day(5), other.company.admin, other.claim))).toEqual([
    ":contact_locked",
  ]);
});

describe("when", () => {
  test("the claim was sent in, only its friendly name can be changed", async () => {
    const sent = await submitted(f);
    const try_ = (form: Record<string, string>) =>
      codes(edit(form, day(12), sent.company.admin, sent.claim));
    expect(await try_(invoice)).toEqual([":claim_closed"]);
    expect(await try_(customer)).toEqual([":claim_closed"]);
    expect(await try_({ part: "name", friendlyName: "Ours" })).toBe("done");
    expect((await claimOf(f, sent.association.id)).friendlyName).toBe("Ours");
  });

  test("the programme asked for something, everything can be changed again", async () => {
    const asked = await decided(f, "action_required");
    await edit(invoice, day(20), asked.company.admin, asked.claim);
    expect((await claimOf(f, asked.association.id)).invoiceNumber).toBe("2026-0042");
  });

  test("the time ran out, only the friendly name can, also before anybody recorded it", async () => {
    expect(await codes(edit(invoice, day(92)))).toEqual([":claim_expired"]);
    expect(await codes(edit({ part: "name", friendlyName: "Late" }, day(92)))).toBe("done");
  });

  test("a colleague changed it in between, one is told", async () => {
    await edit({ part: "name", friendlyName: "First" });
    expect(await codes(edit(invoice))).toEqual([":claim_changed"]);
  });
});

test("somebody without a role, of another partner or of another location has no such claim", async () => {
  const rival = await f.partner();
  const place = await f.location(it.company);
  const elsewhere = await f.user(it.company, {
    grants: [{ role: "incentives_user", locationId: place.id }],
  });
  expect(await codes(edit(invoice, day(5), await f.user(it.company)))).toEqual([":no_role"]);
  expect(await codes(edit(invoice, day(5), rival.admin))).toEqual([":not_found"]);
  expect(await codes(edit(invoice, day(5), elsewhere))).toEqual([":not_found"]);
  await expect(editClaim(f.ctx(await f.operator()), input(invoice))).rejects.toThrow("forbidden");
});
