import { endLapsedClaims } from "@/lib/claims/end-lapsed-claims";
import catalogue from "@/lib/engagements/catalogue.json";
import { endLapsed as endLapsedJob } from "@/lib/jobs/end-lapsed";
import { remind as remindJob } from "@/lib/jobs/remind";
import { reading } from "@/lib/ctx";
import { consented, claimOf, type Consented } from "@/testing/claims";
import { decided, recordedStatus } from "@/testing/claim-moves";
import { fixture } from "@/testing/fixture";
import { deadline, lastDate } from "@/lib/time/deadline";
import { claimDetails } from "@/lib/views/claim/details";
import { disputeClaim } from "./dispute-claim";
import { remindClaims } from "./remind-claims";
import { statusAt } from "./rules";

const f = fixture({ tampers: true });
const DAY = 86_400_000;
const shifted = (at: Date, ms: number) => f.system(new Date(at.getTime() + ms));
const mails = (it: Consented, template: string) =>
  f.sql<{ recipient: string; variables: { daysLeft: number; kind: string; dueAt: string } }>(
    "select recipient, variables from emails where partner_id = $1 and template = $2 order by created_at, recipient",
    [it.company.id, template],
  );
const events = (it: Consented, event: string) =>
  f.sql("select at, data from audit_log where subject_id = $1 and event = $2", [
    it.claim.id,
    event,
  ]);

/** Consents just before summer time begins and ends, and in between. */
const consents = [
  ["2026-03-10T09:00:00Z", "Europe/Amsterdam"],
  ["2026-03-28T23:30:00Z", "Europe/Amsterdam"],
  ["2026-10-24T21:59:00Z", "Europe/Amsterdam"],
  ["2026-03-08T04:30:00Z", "America/New_York"],
  ["2026-04-04T12:00:00Z", "Pacific/Auckland"],
] as const;
const local = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(at);
const plus = (date: string, days: number) =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

const engagementTypes = catalogue.engagement_types.map(({ key }) => key);
const windowsOf = (type: string) =>
  catalogue.engagement_types.find(({ key }) => key === type)!.windows_days;

test.each(engagementTypes)(
  "section 7's days of %s hold to the millisecond, in every zone (D9)",
  (type) => {
    const { submit, review, dispute } = windowsOf(type);
    for (const [iso, zone] of consents) {
      const at = new Date(iso);
      const due = (days: number) => deadline(at, days, zone);
      for (const days of [submit, review, dispute]) {
        expect(lastDate(due(days), zone)).toBe(plus(local(at, zone), days));
        const last = new Date(due(days).getTime() - 1);
        expect([local(last, zone), local(due(days), zone)]).toEqual([
          plus(local(at, zone), days),
          plus(local(at, zone), days + 1),
        ]);
      }
      const clocks = {
        deliveryDueAt: due(submit),
        reviewDueAt: due(review),
        disputeDueAt: due(dispute),
      };
      for (const [status, end, ran] of [
        ["editing", due(submit), "not_submitted_expired"],
        ["action_required", due(review), "post_submission_expired"],
        ["rejected", due(dispute), "dispute_expired"],
      ] as const) {
        expect(statusAt({ ...clocks, status }, new Date(end.getTime() - 1))).toBe(status);
        expect(statusAt({ ...clocks, status }, end)).toBe(ran);
      }
      // While the programme holds it, no clock of the partner ends a claim (D17).
      for (const status of ["submitted", "under_review", "disputed", "approved"] as const)
        expect(statusAt({ ...clocks, status }, new Date("2100-01-01"))).toBe(status);
    }
  },
);

test.each(["assessment", "project-xxl"] as const)(
  "a claim of an engagement of type %s has its days",
  async (type) => {
    const { submit, review, dispute } = windowsOf(type);
    const engagement = await f.engagement({
      engagementType: type,
      deliveryDays: submit,
      reviewDays: review,
      disputeDays: dispute,
    });
    const at = new Date("2026-03-28T23:30:00Z");
    const { claim } = await consented(f, { engagement, at });
    expect(lastDate(claim.deliveryDueAt, claim.timeZone)).toBe(plus("2026-03-29", submit));
    expect(lastDate(claim.reviewDueAt, claim.timeZone)).toBe(plus("2026-03-29", review));
    expect(claim.disputeDays).toBe(dispute);
  },
);

describe("what ran out after it was sent in (section 7)", () => {
  test("ends as of its deadline, once, however often and late the clock runs, and partner and submitter are told", async () => {
    const it = await decided(f, "action_required");
    const due = it.claim.reviewDueAt;
    await endLapsedClaims(shifted(due, -1));
    expect(await recordedStatus(f, it.claim.id)).toBe("action_required");
    await Promise.all([0, 1, 2].map(() => endLapsedClaims(shifted(due, 3 * DAY))));
    await endLapsedClaims(shifted(due, 4 * DAY));
    expect(await claimOf(f, it.association.id)).toMatchObject({
      status: "post_submission_expired",
      statusAt: due,
    });
    expect(await events(it, "claim.expired")).toMatchObject([
      {
        data: { from: "action_required", to: "post_submission_expired", dueAt: due.toISOString() },
      },
    ]);
    expect((await mails(it, "claim-expired")).map(({ recipient }) => recipient)).toEqual(
      [it.company.admin.email, it.request.partnerContactEmail].sort(),
    );
  });

  test("a rejection that nobody disputed; a disputed one never", async () => {
    const it = await decided(f, "rejected");
    const disputed = await decided(f, "rejected");
    const due = it.claim.disputeDueAt!;
    const ctx = f.ctx(disputed.company.admin, new Date(due.getTime() - 1));
    await disputeClaim(ctx, { number: disputed.claim.number, reason: "No." });
    await endLapsedClaims(shifted(due, 0));
    expect(await recordedStatus(f, it.claim.id)).toBe("dispute_expired");
    expect(await mails(it, "claim-expired")).toMatchObject([
      { variables: { kind: "dispute", dueAt: due.toISOString() } },
      {},
    ]);
    expect(await recordedStatus(f, disputed.claim.id)).toBe("disputed");
  });

  test("in portions, and what cannot be ended stops nothing", async () => {
    const company = await f.partner();
    const engagement = await f.engagement();
    const all = await Promise.all(
      [1, 2, 3].map(() => decided(f, "rejected", { company, engagement })),
    );
    // No e-mail about the first one can be written.
    await f.sql(
      "alter table emails add constraint broken check (variables->>'claimNumber' <> '" +
        String(all[0]!.claim.number) +
        "') not valid",
    );
    const ctx = shifted(all[0]!.claim.disputeDueAt!, DAY);
    await expect(endLapsedClaims(ctx)).rejects.toThrow("1 claims could not be ended");
    await f.sql("alter table emails drop constraint broken");
    const statuses = await Promise.all(all.map(({ claim }) => recordedStatus(f, claim.id)));
    expect(statuses).toEqual(["rejected", ...Array<string>(2).fill("dispute_expired")]);
    expect(await endLapsedClaims(ctx)).toBe(1);
  });

  test("shows at once on the claim's page, also before anybody recorded it", async () => {
    const it = await decided(f, "action_required");
    const open = (at: Date) =>
      reading(f.ctx(it.company.admin, at), (tx) =>
        claimDetails(tx, { claimNumber: String(it.claim.number) }),
      );
    const last = await open(new Date(it.claim.reviewDueAt.getTime() - 1));
    expect([last.status, last.deadline?.daysLeft]).toEqual(["action_required", 0]);
    const after = await open(it.claim.reviewDueAt);
    expect([after.status, after.deadline]).toEqual(["post_submission_expired", null]);
  });

  test("the job does it, beside the rounds; nobody else may", async () => {
    const it = await decided(f, "rejected");
    await f.sql("alter table workshop_claims disable trigger claim_fits");
    await f.sql(
      "update workshop_claims set rejected_at = '2020-01-01', dispute_due_at = '2020-02-01', status_at = '2020-01-01' where id = $1",
      [it.claim.id],
    );
    await f.sql("alter table workshop_claims enable trigger claim_fits");
    await endLapsedJob(f.db);
    expect(await recordedStatus(f, it.claim.id)).toBe("dispute_expired");
    await expect(endLapsedClaims(f.ctx(it.company.admin))).rejects.toThrow("forbidden");
    await expect(remindClaims(f.ctx(await f.operator()))).rejects.toThrow("forbidden");
    await remindJob(f.db);
  });
});

describe.each([
  ["review", "action_required", (it: Consented) => it.claim.reviewDueAt],
  ["dispute", "rejected", (it: Consented) => it.claim.disputeDueAt!],
] as const)("reminders of the %s deadline", (kind, status, dueOf) => {
  const remindedOf = async (it: Consented) =>
    (await mails(it, "claim-due"))
      .filter(({ recipient }) => recipient === it.company.admin.email)
      .map(({ variables }) => variables.daysLeft);

  test("14, 7, 3 and 1 days before, in the daytime of the location, across summer time", async () => {
    const it = await decided(f, status);
    const due = dueOf(it).getTime();
    for (let hour = 20 * 24; hour >= 0; hour -= 6)
      await remindClaims(f.system(new Date(due - hour * 3_600_000)));
    expect(await remindedOf(it)).toEqual([14, 7, 3, 1]);
    const sent = await f.sql<{ hour: number }>(
      "select extract(hour from created_at at time zone 'Europe/Amsterdam')::int as hour from emails where partner_id = $1 and template = 'claim-due'",
      [it.company.id],
    );
    expect(sent.every(({ hour }) => hour >= 9 && hour <= 16)).toBe(true);
    expect((await mails(it, "claim-due"))[0]?.variables).toMatchObject({ kind });
    expect(await events(it, "claim.reminded")).toHaveLength(4);
  });

  test("after days of standstill one, and only one when two workers run at once", async () => {
    const it = await decided(f, status);
    const noon = (daysBefore: number) =>
      f.system(new Date(dueOf(it).getTime() - daysBefore * DAY - 12 * 3_600_000));
    await Promise.all([1, 2, 3].map(() => remindClaims(noon(2))));
    await remindClaims(noon(2));
    expect(await remindedOf(it)).toEqual([2]);
    await remindClaims(noon(1));
    expect(await remindedOf(it)).toEqual([2, 1]);
  });

  test("none once it was answered", async () => {
    const it = await decided(f, status);
    await f.sql("alter table workshop_claims disable trigger user");
    await f.sql("update workshop_claims set status = 'submitted' where id = $1", [it.claim.id]);
    await f.sql("alter table workshop_claims enable trigger user");
    await remindClaims(f.system(new Date(dueOf(it).getTime() - 60 * 3_600_000)));
    expect(await remindedOf(it)).toEqual([]);
  });

  test("of another deadline anew (D17)", async () => {
    const it = await decided(f, status);
    const due = dueOf(it);
    const noon = (from: Date) => f.system(new Date(from.getTime() - 3 * DAY - 12 * 3_600_000));
    await remindClaims(noon(due));
    const later = new Date(due.getTime() + 10 * DAY);
    await f.sql("alter table workshop_claims disable trigger claim_fits");
    await f.sql(
      `update workshop_claims set ${kind === "review" ? "review_due_at" : "dispute_due_at"} = $2 where id = $1`,
      [it.claim.id, later],
    );
    await f.sql("alter table workshop_claims enable trigger claim_fits");
    await remindClaims(noon(later));
    expect(await remindedOf(it)).toEqual([3, 3]);
  });
});
