import { suspendPartner } from "@/lib/partners/suspend-partner";
import { endRound } from "@/lib/consent/end-round";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { factFaults, faultsAfter, tampering } from "@/testing/audit-faults";
import { claimOf, consented, giveProof } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { submitClaim } from "../claims/submit-claim";
import { endLapsed } from "../customers/end-lapsed";
import { reading } from "../ctx";
import { deliver } from "../mail/deliver";
import { daysLeft, lastDate } from "../time/deadline";
import { askConsentView } from "@/lib/views/ask-consent";
import { formats } from "@/messages/format/formats";
import { remind } from "./remind";
import { extendRound } from "./extend-round";

const them = attacker(() => f);
const f = fixture({ tampers: true });
tampering(f);
const DAY = 86_400_000;
const at = (days: number) => new Date(f.now.getTime() + days * DAY);
const manager = (companies: string[] = []) => f.operator({ roles: ["partner_manager"], companies });
const clocksOf = async ({ association }: Pick<Asked, "association">) =>
  (
    await f.sql<{ consent: Date; delivery: Date | null }>(
      "select consent_due_at as consent, delivery_due_at as delivery from associations where id = $1",
      [association.id],
    )
  )[0]!;
const zoneOf = ({ association }: Pick<Asked, "association">) => association.timeZone;
/** The calendar day that is so many days after the last one. */
const dayAfter = (it: Asked, due: Date, days: number) =>
  lastDate(new Date(due.getTime() + days * DAY), zoneOf(it));

type Options = { who?: Awaited<ReturnType<typeof manager>>; now?: Date; days?: number; due?: Date };
async function extend(it: Asked, { who, now = at(2), days = 10, due }: Options = {}) {
  const clocks = await clocksOf(it);
  const runs = due ?? clocks.delivery ?? clocks.consent;
  await extendRound(f.ctx(who ?? (await manager()), now), {
    partner: it.company.id,
    round: it.association.id,
    seen: runs.toISOString(),
    lastDay: dayAfter(it, runs, days),
    reason: "Suspended by mistake",
  });
}
const mails = (it: Asked) =>
  f.sql<{ template: string; recipient: string; language: string; variables: { dueAt: string } }>(
    "select id, template, recipient, language, variables from emails where partner_id = $1 and template like '%-extended' order by template, recipient",
    [it.company.id],
  );

test("P25 a round may be extended twice in one instant; the page that asks the customer says why", async () => {
  const it = await ask(f);
  const { consent } = await clocksOf(it);
  await extend(it, { days: 5 });
  await extend(it, { days: 6 });
  expect((await clocksOf(it)).consent > new Date(consent.getTime() + 10 * DAY)).toBe(true);
  const input = {
    slug: it.engagement.slug,
    associationId: it.association.id,
    draft: null,
    step: "start",
  } as const;
  const view = await reading(f.ctx(it.company.admin, at(3)), (tx) => askConsentView(tx, input));
  expect(view.extended).toMatchObject({
    event: "round.extended",
    params: { days: 6, kind: "consent", reason: "Suspended by mistake" },
  });
});

test("P25 the time to answer moves to the end of a later day there; the log, the partner and the contact are told", async () => {
  const it = await ask(f);
  const before = (await clocksOf(it)).consent;
  await suspendPartner(f.ctx(await manager()), {
    partner: it.company.id,
    reason: "Looked into",
    revision: 1,
  });
  const who = await manager();
  await extend(it, { who });
  const { consent, delivery } = await clocksOf(it);
  expect(daysLeft(consent, new Date(before.getTime() - 1), zoneOf(it))).toBe(10);
  expect(delivery).toBeNull();
  const [request] = await f.sql(
    "select consent_due_at as due from consent_requests where id = $1",
    [it.request.id],
  );
  expect(request).toEqual({ due: consent });
  const [row] = await f.sql(
    "select consent_due_at as due from customers where association_id = $1",
    [it.association.id],
  );
  expect(row).toEqual({ due: consent });
  const [told] = await f.sql<{ actor_id: string; data: Record<string, unknown> }>(
    "select actor_id, data from audit_log where event = 'round.extended' and subject_id = $1",
    [it.association.id],
  );
  expect(told).toMatchObject({
    actor_id: who.userId,
    data: {
      kind: "consent",
      days: 10,
      wasDueAt: before.toISOString(),
      dueAt: consent.toISOString(),
      reason: "Suspended by mistake",
      toldRequestId: it.request.id,
    },
  });
  const sent = await mails(it);
  expect(sent.map(({ template }) => template)).toContain("partner-extended");
  expect(sent.filter(({ template }) => template === "request-extended")).toMatchObject([
    {
      recipient: it.request.contactEmail,
      language: "nl",
      variables: { dueAt: consent.toISOString() },
    },
  ]);
  expect(
    JSON.stringify(sent.find(({ template }) => template === "request-extended")),
  ).not.toContain("by mistake");
  const people = sent.filter(({ template }) => template === "partner-extended");
  const asked = [it.request.partnerContactEmail, it.company.admin.email];
  expect(people.every(({ recipient }) => asked.includes(recipient))).toBe(true);
});

test("what it tells goes out while the company is suspended", async () => {
  const it = await ask(f);
  await suspendPartner(f.ctx(await manager()), {
    partner: it.company.id,
    reason: "Looked into",
    revision: 1,
  });
  await extend(it);
  for (const { id } of (await mails(it)) as unknown as { id: string }[])
    await deliver(f.system(at(2)), id);
  const states = await f.sql(
    "select distinct state from emails where partner_id = $1 and template like '%-extended'",
    [it.company.id],
  );
  expect(states).not.toContainEqual({ state: "queued" });
});

test("a reminder that waited meanwhile tells the day that stands now", async () => {
  const it = await ask(f);
  await remind(f.system(at(29)));
  await extend(it, { now: at(29) });
  const [mail] = await f.sql<{ id: string }>(
    "select id from emails where partner_id = $1 and template = 'consent-reminder'",
    [it.company.id],
  );
  await deliver(f.system(at(29)), mail!.id);
  const [sent] = await f.sql<{ text: string }>("select text from emails where id = $1", [mail!.id]);
  const { consent } = await clocksOf(it);
  const day = formats(it.request.language).fullDay(lastDate(consent, zoneOf(it)));
  expect(sent!.text).toContain(day);
});

test("after the consent the time to deliver moves, and its claim's, and by the same days the review's", async () => {
  const it = await consented(f);
  const before = await clocksOf(it);
  await extend(it, { days: 7 });
  const { consent, delivery } = await clocksOf(it);
  expect(consent).toEqual(before.consent);
  const claim = await claimOf(f, it.association.id);
  expect(claim.deliveryDueAt).toEqual(delivery);
  expect(lastDate(delivery!, zoneOf(it))).toBe(dayAfter(it, before.delivery!, 7));
  expect(lastDate(claim.reviewDueAt, zoneOf(it))).toBe(dayAfter(it, it.claim.reviewDueAt, 7));
  expect((await mails(it)).map(({ template }) => template)).not.toContain("request-extended");
  const [line] = await f.sql("select due_at as due from claim_lines where claim_id = $1", [
    claim.id,
  ]);
  expect(line).toEqual({ due: delivery });
});

test("who may not, and what cannot be extended", async () => {
  const it = await ask(f);
  expect(
    await refusedWith(
      extend(it, { who: await f.operator({ roles: ["reviewer", "administrator"] }) }),
    ),
  ).toBe("forbidden");
  expect(await refusedWith(extend(it, { who: it.company.admin as never }))).toBe("forbidden");
  expect(await refusedWith(extend(it, { who: await manager([it.company.id]) }))).toBe(
    "own_company",
  );
  expect(await refusedWith(extend(it, { days: 0 }))).toBe("extension_earlier");
  expect(await refusedWith(extend(it, { days: -3 }))).toBe("extension_earlier");
  expect(await refusedWith(extend(it, { days: 91 }))).toBe("extension_far");
  const other = await f.partner();
  expect(await refusedWith(extend({ ...it, company: other }))).toBe("not_found");
  const absent = {
    partner: it.company.id,
    round: "00000000-0000-4000-8000-000000000001",
    seen: "",
    lastDay: "2026-05-01",
    reason: "x",
  };
  expect(await refusedWith(extendRound(f.ctx(await manager(), at(2)), absent))).toBe("not_found");
  expect(await refusedWith(extend(it, { now: at(40) }))).toBe("expired");
  await endRound(f.ctx(it.company.admin, at(1)), {
    associationId: it.association.id,
    reason: "wrong_customer",
  });
  expect(await refusedWith(extend(it))).toBe("round_ended");
  expect(await mails(it)).toEqual([]);
});

test("a claim that was sent in has clocks of its own", async () => {
  const it = await consented(f);
  await giveProof(f, it.claim);
  const { number, version } = await claimOf(f, it.association.id);
  await submitClaim(f.ctx(it.company.admin, at(3)), { number, version, comment: "" });
  expect(await refusedWith(extend(it, { now: at(4) }))).toBe("claim_closed");
});

test("of two at once the second is told who was first, and so is who saw another day", async () => {
  const it = await ask(f);
  const { consent } = await clocksOf(it);
  const two = [await manager(), await manager()];
  const outcomes = await Promise.all(
    two.map((who) => refusedWith(extend(it, { who, due: consent }))),
  );
  expect(outcomes.sort()).toEqual(["changed_meanwhile", null]);
  await expect(extend(it, { due: consent })).rejects.toMatchObject({
    errors: [
      { code: "changed_meanwhile", params: { by: "person" } },
      { field: "lastDay", code: "stands_now" },
    ],
  });
  const [{ count } = { count: 0 }] = await f.sql<{ count: number }>(
    "select count(*)::int as count from audit_log where event = 'round.extended' and subject_id = $1",
    [it.association.id],
  );
  expect(count).toBe(1);
});

test("D13 each new day has reminders of its own, none on the day on which its reader was told", async () => {
  const it = await ask(f);
  const written = async () =>
    (
      await f.sql<{ days: number }>(
        "select days_before as days from reminders where association_id = $1 and kind = 'answer' order by created_at",
        [it.association.id],
      )
    ).map(({ days }) => days);
  await remind(f.system(at(29)));
  expect(await written()).toEqual([1]);
  await extend(it, { now: at(29), days: 10 });
  await remind(f.system(at(29)));
  await remind(f.system(at(30)));
  expect(await written()).toEqual([1]);
  await remind(f.system(at(33)));
  expect(await written()).toEqual([1, 7]);
  await remind(f.system(at(39)));
  expect(await written()).toEqual([1, 7, 1]);
});

test("it runs out when the new day does", async () => {
  const it = await ask(f);
  await extend(it, { days: 5 });
  const { consent } = await clocksOf(it);
  const ended = async () =>
    (
      await f.sql("select ended_at as at, end_reason as why from associations where id = $1", [
        it.association.id,
      ])
    )[0];
  await endLapsed(f.system(new Date(consent.getTime() - 1)));
  expect(await ended()).toEqual({ at: null, why: null });
  await endLapsed(f.system(consent));
  expect(await ended()).toEqual({ at: consent, why: "consent_expired" });
});

test("audit:verify knows the day that was moved, and finds one that was moved otherwise", async () => {
  const it = await consented(f);
  const relevant = async (id: string) =>
    (await factFaults(f, it.company.id)).filter((fault) => fault.id === id);
  const known = [await relevant(it.association.id), await relevant(it.claim.id)];
  await extend(it);
  await extend(it, { days: 3, now: at(3) });
  expect([await relevant(it.association.id), await relevant(it.claim.id)]).toEqual(known);
  const later = "delivery_due_at = delivery_due_at + interval '1 day'";
  for (const [kind, statement] of [
    [
      "claim",
      `with r as (update associations set ${later} where id = $1) update workshop_claims set ${later} where association_id = $1`,
    ],
    [
      "claim",
      "update workshop_claims set review_due_at = review_due_at + interval '1 day' where association_id = $1",
    ],
  ] as const)
    expect(await faultsAfter(f, it.company.id, statement, [it.association.id])).toContainEqual(
      expect.objectContaining({ kind, fault: "differs" }),
    );
});

test("the database lets nobody but it move a day, and it only whom and how the rule says", async () => {
  const today = (await f.sql<{ now: Date }>("select now()"))[0]!.now;
  const it = await ask(f, { association: { createdAt: today, requestedAt: today } });
  const done = await consented(f);
  const { consent } = await clocksOf(it);
  await them.connect();
  const call = "select * from extend_round($1, $2, $3, $4::date, now())";
  const values = (days: number) => [
    it.company.id,
    it.association.id,
    consent,
    dayAfter(it, consent, days),
  ];
  const refused =
    /^(insufficient_privilege|permission denied|associations_.*|workshop_claims_.*|consent_requests_.*)$/;
  for (const who of [
    it.company.admin,
    it.visitor,
    await f.operator({ roles: ["reviewer"] }),
    await manager([it.company.id]),
    "nobody",
    "worker",
  ] as const) {
    const on = await them.begin(who);
    expect(String(await them.tries(call, values(5), on))).toMatch(
      /permission denied|not for you|insufficient/,
    );
  }
  for (const who of [it.company.admin, await manager(), "worker"] as const) {
    const on = await them.begin(who);
    for (const statement of [
      `update associations set consent_due_at = consent_due_at + interval '1 day' where id = '${it.association.id}'`,
      `update associations set extended_at = now() where id = '${it.association.id}'`,
      `update associations set delivery_due_at = delivery_due_at + interval '1 day' where id = '${done.association.id}'`,
      `update consent_requests set consent_due_at = consent_due_at + interval '1 day' where id = '${it.request.id}'`,
      `update workshop_claims set delivery_due_at = delivery_due_at + interval '1 day' where id = '${done.claim.id}'`,
      `update workshop_claims set review_due_at = review_due_at + interval '1 day' where id = '${done.claim.id}'`,
    ]) {
      const outcome = await them.tries(statement, [], on);
      // No row is theirs to see, or it was refused.
      if (outcome !== 0)
        expect([statement, String(outcome)]).toEqual([statement, expect.stringMatching(refused)]);
    }
  }
  await them.begin(await manager());
  expect(await them.tries(call, values(0))).toBe("associations_extended");
  expect(await them.tries(call, values(91))).toBe("associations_extended");
  expect(
    await them.tries(call, [it.company.id, it.association.id, f.now, dayAfter(it, consent, 5)]),
  ).toBe(0);
  expect(await them.tries(call, values(5))).toBe(1);
});
