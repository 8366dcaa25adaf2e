import { randomBytes } from "node:crypto";
import { sessions } from "@/db/schema";
import { reading } from "@/lib/ctx";
import { consented, submitted } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { sent, sentAt, surveyed } from "@/testing/surveys";
import { programmeClaim } from "@/lib/views/claim/review";
import { contactCases, outside, type Case } from "@/testing/contacts";
import { editClaim } from "../../claims/edit-claim";
import { editInput } from "../../claims/schema";
import { resendSurvey } from "../../claims/surveys/resend-survey";
import { sendSurvey } from "../../claims/surveys/send-survey";
import { sendReleasedSurveys } from "../../claims/surveys/send-released";
import { remind } from "../remind";
import { resendConsent } from "../resend";
import { sendConsent } from "../send";
import { sendReleased } from "./send-released";

const f = fixture();
const { day, start, fill, send, codesOf, mails, decide, edit } = contactCases(f);

describe("nobody consents for their own customer, at every door", () => {
  const addresses = [
    ["a free mail provider", () => "noor@gmail.com", "contact_free_mail"],
    ["the partner's domain", (it: Case) => `noor@sub.${it.own}`, "contact_own_domain"],
    ["a domain of its people", () => "noor@partner.example", "contact_own_domain"],
    ["one of its people", (it: Case) => it.company.admin.email, "contact_own_person"],
  ] as const;

  test.each(addresses)("the first screen: %s; what was typed is kept", async (_, email, code) => {
    const it = await start();
    expect(await codesOf(fill(it, email(it), "because"))).toEqual([`email:${code}`]);
    const [draft] = await f.sql<{ values: { email: string } }>(
      "select values from drafts where subject_id = $1",
      [it.round.id],
    );
    expect(draft?.values.email).toBe(email(it));
  });

  test("sending: a domain that became the partner's since", async () => {
    const it = await start();
    const draftId = await fill(it, `noor@${it.tenant.domain}`);
    await own(it);
    expect(await codesOf(sendConsent(f.ctx(it.company.admin), { draftId }))).toEqual([
      "email:contact_own_domain",
    ]);
  });

  test("sending again", async () => {
    const it = await start();
    await send(it, `noor@${it.tenant.domain}`);
    await own(it);
    const act = resendConsent(f.ctx(it.company.admin, day(1)), { associationId: it.round.id });
    expect(await codesOf(act)).toEqual([":contact_own_domain"]);
  });

  test("a reminder", async () => {
    const it = await start();
    await send(it, `noor@${it.tenant.domain}`);
    await own(it);
    await remind(f.system(day(16)));
    const templates = (await mails(it.company.id)).map(({ template }) => template);
    expect(new Set(templates)).toEqual(new Set(["consent-request", "partner-contact-decision"]));
  });

  test("what waited for a release that came just before", async () => {
    const it = await start();
    await send(it);
    const releaseId = await decide(it, "released");
    await own(it, outside.split("@")[1]);
    await sendReleased(f.system(day(2)), { partnerId: it.company.id, releaseId });
    expect((await mails(it.company.id)).filter(({ recipient }) => recipient === outside)).toEqual(
      [],
    );
  });

  test("the customer survey that waited for a release that came just before", async () => {
    const it = await sent(f, await surveyed(f));
    await edit(it, outside, "She did the workshop");
    const releaseId = await decide(it, "released");
    await own(it, outside.split("@")[1]);
    await sendReleasedSurveys(f.system(day(6)), { partnerId: it.company.id, releaseId });
    expect((await mails(it.company.id)).filter(({ recipient }) => recipient === outside)).toEqual(
      [],
    );
  });

  test.each(addresses)("the claim's contact: %s", async (_, email, code) => {
    const it = await consented(f);
    const about = { ...it, own: "", round: it.association };
    if (code === "contact_own_domain") await own(it, "sub.own.example");
    const typed = email({ ...about, own: "own.example" });
    expect(await codesOf(edit(it, typed, "because"))).toEqual([`email:${code}`]);
  });

  test("the customer survey, once the partner's contact has the customer contact's address", async () => {
    const it = await surveyed(f);
    const typed = editInput.parse({
      part: "partner",
      number: String(it.claim.number),
      version: String(it.claim.version),
      partnerName: "Robin Jansen",
      partnerEmail: it.claim.contactEmail,
    });
    await editClaim(f.ctx(it.company.admin, sentAt(it)), typed);
    const act = sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      kind: "customer",
      number: it.claim.number,
    });
    expect(await codesOf(act)).toEqual([":contact_own_person"]);
  });

  test("the customer survey, sent and sent again", async () => {
    const it = await surveyed(f);
    await own(it, "customer.example");
    const act = sendSurvey(f.ctx(it.company.admin, sentAt(it)), {
      kind: "customer",
      number: it.claim.number,
    });
    expect(await codesOf(act)).toEqual([":contact_own_domain"]);
    const other = await sent(f, await surveyed(f));
    await own(other, "customer.example");
    const again = resendSurvey(f.ctx(other.company.admin, day(5)), {
      kind: "customer",
      number: other.claim.number,
    });
    expect(await codesOf(again)).toEqual([":contact_own_domain"]);
  });

  function own(it: { company: { id: string }; tenant: { domain: string } }, domain?: string) {
    return f.sql("insert into partner_domains (partner_id, domain) values ($1, $2)", [
      it.company.id,
      domain ?? it.tenant.domain,
    ]);
  }
});

describe("an answer from where the partner signs in", () => {
  test.each([
    ["the same address", "192.0.2.7", 10, true],
    ["another address", "192.0.2.8", 10, false],
    ["longer than 90 days ago", "192.0.2.7", 92, false],
  ])("is flagged to the reviewer: %s", async (_, ipAddress, daysAgo, flagged) => {
    const company = await f.partner();
    await f.owner().db.transaction({ actor: "system" }, (db) =>
      db.insert(sessions).values({
        userId: company.admin.userId,
        partnerId: company.id,
        chosenAt: day(-daysAgo),
        secretHash: randomBytes(32),
        createdAt: day(-daysAgo),
        expiresAt: day(1 - daysAgo),
        ipAddress,
      }),
    );
    const it = await submitted(f, { company });
    const staff = await f.operator();
    const view = await reading(f.ctx(staff, day(12)), (tx) =>
      programmeClaim(tx, { claimNumber: String(it.claim.number), search: {} }),
    );
    expect(view.doubts).toMatchObject({ consent: flagged, survey: false });
  });
});
