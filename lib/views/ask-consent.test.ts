import { randomUUID } from "node:crypto";
import { saveContact } from "@/lib/consent/save-contact";
import { sendConsent } from "@/lib/consent/send";
import { reading, type PartnerUser } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { askConsentView } from "./ask-consent";
import type { AskStep } from "./ask-screens";

const f = fixture();

const contactAt = (domain: string) => ({
  firstName: "Noor",
  lastName: "de Wit",
  title: "CIO",
  email: `noor@${domain}`,
  language: "nl",
  partnerName: "Robin Jansen",
  partnerEmail: "robin@partner.example",
  partnerPhone: "",
});

async function start() {
  const company = await f.partner({ locations: [{ timeZone: "America/New_York" }] });
  const engagement = await f.engagement();
  const tenant = await f.tenant({ eligibleFor: [engagement] });
  const round = await f.association(company, tenant, engagement);
  const contact = contactAt(tenant.domain);
  const show = (
    step: AskStep,
    draft: string | null,
    { actor = company.admin, at = f.now }: { actor?: PartnerUser; at?: Date } = {},
  ) =>
    reading(f.ctx(actor, at), (tx) =>
      askConsentView(tx, { slug: engagement.slug, associationId: round.id, draft, step }),
    );
  const save = (draft: string) =>
    saveContact(f.ctx(company.admin), { ...contact, draft, associationId: round.id });
  return { company, contact, engagement, tenant, round, show, save };
}

test("S50, S51: the first screen proposes the customer's address and the signed-in user", async () => {
  const { company, tenant, show } = await start();
  expect((await show("start", null)).screen).toEqual({ kind: "begin" });
  const view = await show("start", randomUUID());
  expect(view).toMatchObject({ daysLeft: 30, until: "2026-04-09", timeZone: "America/New_York" });
  expect(view.screen).toMatchObject({
    kind: "contact",
    correcting: null,
    values: {
      firstName: "",
      email: `contact@${tenant.domain}`,
      language: "nl",
      partnerName: company.admin.name,
      partnerEmail: company.admin.email,
    },
  });
});

test("D4: a screen asked for too early leads to the first; a sent draft says that it is done", async () => {
  const { company, contact, show, save } = await start();
  const draft = randomUUID();
  expect((await show("review", draft)).screen).toEqual({ kind: "elsewhere", step: "start" });
  expect((await show("contact", draft)).screen).toEqual({ kind: "elsewhere", step: "start" });
  await save(draft);
  expect((await show("review", draft)).screen).toMatchObject({ kind: "review", values: contact });
  await sendConsent(f.ctx(company.admin), { draftId: draft });
  expect((await show("review", draft)).screen).toMatchObject({
    kind: "done",
    completion: { kind: "consent", contact: { name: "Noor de Wit", email: contact.email } },
  });
});

test("S54, D11: once asked, the page says whom, when, and when it can be sent again", async () => {
  const { company, contact, show, save } = await start();
  const draft = randomUUID();
  await save(draft);
  await sendConsent(f.ctx(company.admin), { draftId: draft });
  expect((await show("start", null)).screen).toMatchObject({
    kind: "asked",
    request: { name: "Noor de Wit", title: "CIO", language: "nl" },
    sentAt: f.now,
    senderName: company.admin.name,
    remindersOn: true,
    minutesToResend: 10,
    mails: [{ recipient: contact.email, state: "queued", template: "consent-request" }],
    former: [],
  });
  expect((await show("contact", randomUUID())).screen).toMatchObject({
    kind: "contact",
    correcting: { name: "Noor de Wit" },
    values: contact,
  });
});

test("S55, D8: a round that cannot be asked any more says why", async () => {
  const { show, round, tenant, engagement } = await start();
  expect((await show("start", null, { at: round.consentDueAt })).screen).toEqual({
    kind: "closed",
    reason: "expired",
  });
  await f.eligible(tenant, engagement, false);
  expect((await show("start", null)).screen).toEqual({ kind: "closed", reason: "not_eligible" });
});

test("another company's, another location's or another workshop's round is not found", async () => {
  const { company, round, show } = await start();
  const stranger = (await f.partner()).admin;
  await expect(show("start", null, { actor: stranger })).rejects.toThrow("not_found");
  const place = await f.location(company);
  const grants = [{ role: "incentives_user" as const, locationId: place.id }];
  const user = await f.user(company, { grants });
  await expect(show("start", null, { actor: user })).rejects.toThrow("not_found");
  await expect(show("start", null, { actor: { ...company.admin, grants: [] } })).rejects.toThrow(
    "no_role",
  );
  const other = await f.engagement();
  await expect(
    reading(f.ctx(company.admin), (tx) =>
      askConsentView(tx, {
        slug: other.slug,
        associationId: round.id,
        draft: null,
        step: "start",
      }),
    ),
  ).rejects.toThrow("not_found");
});
