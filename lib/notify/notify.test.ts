import { transaction, type Actor } from "@/lib/ctx";
import { askAction } from "@/lib/claims/review/ask-action";
import { commentClaim } from "@/lib/claims/comments/comment-claim";
import { inReview } from "@/testing/claims";
import { ask } from "@/testing/asked";
import { fixture, type Company } from "@/testing/fixture";
import { listReaders, listStaff } from "./queries";

const f = fixture();

const disable = (...ids: string[]) =>
  f.sql("update users set disabled_at = now() where id = any($1)", [ids]);
const enableStaff = (...ids: string[]) =>
  f.sql(
    "update users set disabled_at = case when id = any($1) then null else now() end where id in (select user_id from operator_grants)",
    [ids],
  );
const mails = (template: string, company: Company) =>
  f.sql<{ to: string; language: string }>(
    `select recipient as to, language from emails where template = $1 and partner_id = $2 order by recipient`,
    [template, company.id],
  );

/** One of each who could stand in, at a company with two locations. */
async function staffed() {
  const company = await f.partner({ locations: [{}, {}] });
  const [here, there] = company.locations;
  const at = (role: "incentives_admin" | "incentives_user", locationId: string | null) =>
    f.user(company, { locale: "nl", grants: [{ role, locationId }] });
  return {
    company,
    locationAdmin: await at("incentives_admin", here!.id),
    locationUser: await at("incentives_user", here!.id),
    companyUser: await at("incentives_user", null),
    elsewhere: await at("incentives_admin", there!.id),
    nobody: await f.user(company),
  };
}

test("D12 when nobody is left: location's admins, company's admins, the location's users, the staff", async () => {
  const it = await staffed();
  const { company } = it;
  const staff = await f.operator({ locale: "nl" });
  await enableStaff(staff.userId);
  const left = await f.user(company);
  await disable(left.userId);
  const request = await ask(f, { company });
  const concern = {
    partnerId: company.id,
    locationId: company.location.id,
    contactEmail: left.email.toUpperCase(),
    userIds: [left.userId],
  };
  const actors: Actor[] = [it.elsewhere, staff, request.visitor, f.system().actor];
  const everywhere = async () => {
    const all = [];
    for (const actor of actors)
      all.push(
        (await transaction(f.ctx(actor), (tx) => listReaders(tx, concern))).map(
          ({ to, language }) => `${to} ${language}`,
        ),
      );
    for (const one of all) expect(one).toEqual(all[0]);
    return all[0];
  };
  expect(await everywhere()).toEqual([`${it.locationAdmin.email} nl`]);
  await disable(it.locationAdmin.userId);
  expect(await everywhere()).toEqual([`${company.admin.email} en`]);
  await disable(company.admin.userId);
  expect(await everywhere()).toEqual(
    [it.locationUser, it.companyUser].map(({ email }) => `${email} nl`).sort(),
  );
  await disable(it.locationUser.userId, it.companyUser.userId);
  expect(await everywhere()).toEqual([`${staff.email} nl`]);
  expect(await transaction(f.system(), listStaff)).toEqual([{ to: staff.email, language: "nl" }]);
});

test('W12 "action required" reaches the admins when contact and sender have left', async () => {
  const it = await inReview(f);
  const { company } = it;
  const contact = await f.user(company, { email: it.claim.partnerContactEmail.toUpperCase() });
  const other = await f.user(company, {
    locale: "nl",
    grants: [{ role: "incentives_admin", locationId: company.location.id }],
  });
  await disable(contact.userId, company.admin.userId);
  await askAction(f.ctx(it.reviewer, it.at), {
    number: it.claim.number,
    reasons: [{ requirement: "invoice", code: "customer_name_missing" }],
    comment: "The invoice does not name the customer.",
  });
  expect(await mails("claim-decision", company)).toEqual([{ to: other.email, language: "nl" }]);
});

test("W10 a comment for a reviewer who has left reaches the staff", async () => {
  const it = await inReview(f);
  const staff = await f.operator({ locale: "nl" });
  await enableStaff(staff.userId);
  await commentClaim(f.ctx(it.company.admin, it.at), {
    number: it.claim.number,
    body: "Here it is.",
  });
  expect(await mails("claim-comment", it.company)).toEqual([{ to: staff.email, language: "nl" }]);
});

test("D12 a sender who lost every role hears no more, also as the contact; a colleague without one who is named does", async () => {
  const { company, locationUser, nobody } = await staffed();
  const read = (contactEmail: string, userIds: string[]) =>
    transaction(f.system(), async (tx) => {
      const place = { partnerId: company.id, locationId: company.location.id };
      const concern = { ...place, contactEmail, userIds };
      return (await listReaders(tx, concern)).map(({ to }) => to);
    });
  const { email, userId } = locationUser;
  expect(await read(email, [userId])).toEqual([email]);
  await f.sql("delete from role_grants where user_id = $1", [userId]);
  expect(await read(nobody.email, [userId])).toEqual([nobody.email]);
  expect(await read(email, [userId])).not.toContain(email);
});
