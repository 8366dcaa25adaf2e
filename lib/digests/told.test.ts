import { GET, POST } from "@/app/(public)/digest/[token]/route";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { tellExpired } from "@/lib/consent/tell-expired";
import { remind } from "@/lib/consent/remind";
import { transaction, type PartnerUser } from "@/lib/ctx";
import { mailVariables } from "@/lib/mail/schema";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { noticesOf } from "@/lib/people/notices/queries";
import { changeNotices } from "@/lib/people/notices/change-notices";
import { optionalNotices } from "@/lib/notify/optional.rules";
import { keepChoice } from "@/lib/people/notices/keep-choice";
import type { Cadence } from "@/lib/people/notices/schema";
import { setFollowUp } from "@/lib/customers/follow-ups/set-follow-up";
import { renderMail } from "@/lib/mail/render";
import { sampleProgramme } from "@/lib/mail/samples";
import { resumePartner } from "@/lib/partners/resume-partner";
import { suspendPartner } from "@/lib/partners/suspend-partner";
import { approved } from "@/testing/approved";
import { ask } from "@/testing/asked";
import { consented, inReview } from "@/testing/claims";
import { fixture, type Company } from "@/testing/fixture";
import { makeDigest } from "./make-digest";
import { bounded } from "./rules";
import { sendDigests } from "./send-digests";

const f = fixture();
const began = new Date("2026-01-01T00:00:00Z");
/** A Monday. */
const at = new Date("2026-03-16T10:00:00Z");
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);
beforeEach(() => f.sql("update users set disabled_at = now() where disabled_at is null"));

const person = (company: Company, locationId: string | null, values = {}) =>
  f.user(company, {
    ...{ timeZone: "Europe/Amsterdam", createdAt: began, ...values },
    grants: [{ role: "incentives_user", locationId }],
  });
const choose = ({ userId }: { userId: string }, digest: Cadence, when = began) =>
  transaction(f.door(when), (tx) => keepChoice(tx, userId, { digest }));
const told = async ({ userId }: { userId: string }) =>
  (
    await f.sql<{ said: unknown; language: string; to: string }>(
      `select e.variables as said, e.language, e.recipient as to from digests d join emails e on e.id = d.email_id
       where d.user_id = $1 order by d.made_at`,
      [userId],
    )
  ).map(({ said, ...mail }) => ({ ...mail, ...mailVariables.digest.parse(said) }));

test("somebody reads of the locations of their roles alone, in their language; who lost them, nothing", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const engagement = await f.engagement();
  const [here, there] = company.locations;
  for (const [name, location] of [
    ["Here", here],
    ["There", there],
  ] as const)
    await f.association(company, await f.tenant({ name, eligibleFor: [engagement] }), engagement, {
      ...{ locationId: location!.id, createdAt: later(-5) },
    });
  const all = await person(company, null);
  const one = await person(company, here!.id, { locale: "nl" });
  const lost = await person(company, there!.id);
  const nobody = await f.user(company, { createdAt: began });
  await f.sql("delete from role_grants where user_id = $1", [lost.userId]);
  await sendDigests(f.system(at));
  const names = (who: PartnerUser) =>
    told(who).then((mails) =>
      mails.flatMap(({ places }) =>
        places.flatMap(({ ends }) => ends.flatMap((line) => line.names.map(({ name }) => name))),
      ),
    );
  expect(await names(all)).toEqual(["Here", "There"]);
  expect(await names(one)).toEqual(["Here"]);
  expect((await told(one))[0]).toMatchObject({ language: "nl", to: one.email, cadence: "weekly" });
  for (const who of [lost, nobody]) expect(await told(who)).toEqual([]);
  const [mine] = await told(one);
  expect(mine?.places[0]).toMatchObject({
    partnerName: company.name,
    ends: [{ kind: "consents", count: 1, names: [{ name: "Here", days: 25 }] }],
    waits: [{ kind: "not_sent", count: 1 }],
    changed: [],
  });
});

test("a follow-up is told with the days since its own, never with days that are left", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  for (const day of ["2026-03-13", "2026-03-15", "2026-03-16"])
    await setFollowUp(f.ctx(admin), {
      ...{ customer: it.association.tenantId, place: it.association.locationId, line: "Call" },
      ...{ day, assignee: admin.userId },
    });
  await f.sql("update users set created_at = $2 where id = $1", [admin.userId, began]);
  await sendDigests(f.system(at));
  const [mail] = await told(admin);
  const { name } = it.tenant;
  expect(mail?.places[0]?.waits.find(({ kind }) => kind === "follow_up")).toMatchObject({
    names: [-3, -1, 0].map((days) => ({ name, days })),
  });
  const said = (language: "en" | "nl") =>
    renderMail(
      { template: "digest", language, variables: mail, mark: admin.userId },
      sampleProgramme,
    ).text;
  expect(said("en")).toMatch(
    new RegExp(`${name}: due for 3 days\\s+${name}: due since yesterday\\s+${name}: due today`),
  );
  expect(said("nl")).toMatch(new RegExp(`${name}: al 3 dagen\\s+${name}: sinds gisteren`));
});

test("what changed while a company was suspended is told once it is resumed, once", async () => {
  const manager = await f.operator({ roles: ["partner_manager"] });
  const [company, other] = [await f.partner(), await f.partner()];
  const who = await person(company, null);
  await f.sql("insert into memberships (partner_id, user_id, joined_at) values ($1, $2, now())", [
    other.id,
    who.userId,
  ]);
  await f.sql(
    "insert into role_grants (partner_id, user_id, role) values ($1, $2, 'incentives_user')",
    [other.id, who.userId],
  );
  const stand = (act: typeof suspendPartner, days: number, revision: number) =>
    act(f.ctx(manager, later(days)), { partner: company.id, reason: "Looked into", revision });
  const day = async (days: number, of: Company) => consented(f, { company: of, at: later(days) });
  const changed = async () =>
    (await told(who)).map(({ places }) =>
      places.flatMap(({ partnerName, changed: all }) =>
        all.map(({ kind, count }) => [partnerName, kind, count]),
      ),
    );
  await choose(who, "daily");
  await sendDigests(f.system(later(0)));
  await stand(suspendPartner, 0.5, 1);
  await day(0.6, company);
  await day(0.6, other);
  await sendDigests(f.system(later(1)));
  await sendDigests(f.system(later(2)));
  await stand(resumePartner, 2.5, 2);
  for (const days of [3, 4]) await sendDigests(f.system(later(days)));
  expect((await changed()).filter((all) => all.length > 0)).toEqual([
    [[other.name, "consented", 1]],
    [[company.name, "consented", 1]],
  ]);
});

test("the programme's people read what waits for their roles; nobody reads anything where there is nothing", async () => {
  const reviewer = await f.operator({ roles: ["reviewer"] });
  await inReview(f, { reviewer, at: new Date("2026-02-20T10:00:00Z") });
  await approved(f);
  const staff = await f.operator({ roles: ["reader"] });
  const payer = await f.operator({ roles: ["payments"] });
  const company = await f.partner();
  const idle = await person(company, null);
  await f.sql("update users set disabled_at = null, created_at = $2 where id = any($1)", [
    [reviewer, staff, payer, idle].map(({ userId }) => userId),
    began,
  ]);
  await sendDigests(f.system(later(7)));
  const waits = async (who: { userId: string }) =>
    (await told(who)).flatMap(({ places }) =>
      places.flatMap(({ partnerName, waits: all }) =>
        all.map(({ kind, count }) => [partnerName, kind, count]),
      ),
    );
  expect(await waits(reviewer)).toEqual([
    [null, "review_over", 1],
    [null, "review_mine", 1],
  ]);
  const [mail] = await told(reviewer);
  // The same claim is over its target and in review: one thing.
  const { subject } = renderMail(
    { template: "digest", language: "en", variables: mail, mark: reviewer.userId },
    sampleProgramme,
  );
  expect(subject).toBe("Your week: 1 thing waits, 0 changed");
  expect(await waits(payer)).toEqual([[null, "to_pay", 1]]);
  for (const who of [staff, idle]) expect(await told(who)).toEqual([]);
  const rows = await f.sql("select from digests where user_id = $1 and email_id is null", [
    idle.userId,
  ]);
  expect(rows).toHaveLength(1);
});

test("exactly a hundred is not told as more than a hundred", () => {
  const all = [0, 99, 100, 250].map((number) => bounded(number));
  expect(all.map(({ count, more }) => [count, more])).toEqual([
    [0, false],
    [99, false],
    [99, true],
    [99, true],
  ]);
});

describe("how often, behind the link of an e-mail", () => {
  async function mailed() {
    const company = await f.partner();
    const engagement = await f.engagement();
    const tenant = await f.tenant({ eligibleFor: [engagement] });
    await f.association(company, tenant, engagement, { createdAt: later(-5) });
    const who = await person(company, null);
    await sendDigests(f.system(at));
    const digestId = (await told(who))[0]!.digestId;
    return { who, token: tokenOf("digest", digestId), digestId };
  }
  const call = (method: "GET" | "POST", token: string, form?: Record<string, string>) =>
    (method === "GET" ? GET : POST)(
      new Request(`http://localhost:3000/digest/${token}`, {
        method,
        body: form && new URLSearchParams(form),
      }),
      { params: Promise.resolve({ token }) },
    );
  const cadenceOf = ({ userId }: { userId: string }) =>
    transaction(f.door(), (tx) => noticesOf(tx, userId)).then(({ digest }) => digest);

  test("opening changes nothing; a button does, and the one click of a mail program turns it off", async () => {
    const { who, token, digestId } = await mailed();
    const page = await call("GET", token);
    expect([page.status, await cadenceOf(who)]).toEqual([200, "weekly"]);
    expect(await page.text()).not.toMatch(new RegExp(`<script|${who.name}|${who.email}`));
    expect((await call("POST", token, { digest: "daily" })).status).toBe(200);
    expect(await cadenceOf(who)).toBe("daily");
    for (const digest of ["hourly", ""]) await call("POST", token, { digest });
    expect(await cadenceOf(who)).toBe("daily");
    await call("POST", token, { "List-Unsubscribe": "One-Click" });
    expect(await cadenceOf(who)).toBe("off");
    for (const wrong of ["x", "A".repeat(43), tokenOf("sign-in", digestId)])
      expect((await call("POST", wrong, { digest: "daily" })).status).toBe(404);
    const [row] = await f.sql<{ token_hash: Buffer }>(
      "select token_hash from digests where id = $1",
      [digestId],
    );
    expect(row?.token_hash.equals(hashToken(token))).toBe(true);
    await sendDigests(f.system(later(7)));
    expect(await told(who)).toHaveLength(1);
  });

  test("who chooses otherwise after it was listed as due gets none of before", async () => {
    const { who } = await mailed();
    const due = { userId: who.userId, cadence: "weekly", period: "2026-03-23" } as const;
    for (const other of ["off", "daily"] as const) {
      await choose(who, other, later(7));
      expect(await makeDigest(f.system(later(7)), due)).toBe(false);
    }
    await choose(who, "weekly", later(7));
    expect(await makeDigest(f.system(later(7)), due)).toBe(true);
  });

  test("turning off a notice leaves the digest as it was, also one that is late", async () => {
    const company = await f.partner();
    const engagement = await f.engagement();
    const tenant = await f.tenant({ eligibleFor: [engagement] });
    await f.association(company, tenant, engagement, { createdAt: later(-5) });
    const who = await person(company, null);
    const { userId, sessionId } = who;
    await changeNotices(f.door(at), { userId, sessionId }, { digest: "weekly", notices: [] });
    await sendDigests(f.system(later(0.1)));
    expect(await told(who)).toHaveLength(1);
  });

  test("a change makes no e-mail of before due: the next period is the first", async () => {
    const { who } = await mailed();
    await choose(who, "daily", later(0.1));
    const after = async (days: number) => {
      await sendDigests(f.system(later(days)));
      return (await told(who)).length;
    };
    expect([await after(0.2), await after(1)]).toEqual([1, 2]);
    await choose(who, "weekly", later(1.1));
    expect([await after(6), await after(7), await after(8)]).toEqual([2, 3, 3]);
  });
});

test("a notice that is no duty is turned off by whoever does not want it, for them alone; a duty is not", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const who = await person(company, null);
  const round = async (createdBy: string) =>
    f.association(company, await f.tenant({ eligibleFor: [engagement] }), engagement, {
      createdBy,
      createdAt: began,
    });
  const other = await person(company, null);
  const [mine] = [await round(who.userId), await round(other.userId)];
  const own = { userId: who.userId, sessionId: who.sessionId };
  await changeNotices(f.door(at), own, { digest: "weekly", notices: ["claim-due"] });
  const due = mine.consentDueAt.getTime();
  await remind(f.system(new Date(due - 6.5 * 86_400_000)));
  const to = async (template: string) =>
    (
      await f.sql<{ to: string }>(
        "select recipient as to from emails where template = $1 and partner_id = $2",
        [template, company.id],
      )
    ).map((mail) => mail.to);
  expect(await to("partner-not-sent")).toEqual([other.email]);
  const choices = () =>
    transaction(f.door(), (tx) => noticesOf(tx, who.userId)).then(({ muted }) => muted);
  expect(await choices()).toEqual(optionalNotices.filter((one) => one !== "claim-due"));
  // What cannot be turned off comes, whatever a row says.
  await f.sql("update notice_choices set muted = muted || '{partner-expired}'");
  const over = f.system(new Date(due + 3_600_000));
  await tellExpired(over, { ended: await endLapsed(over) });
  expect(await to("partner-expired")).toContain(who.email);
});
