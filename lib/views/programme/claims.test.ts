import { reading, type Actor, type Operator } from "@/lib/ctx";
import { usd } from "@/testing/money";
import { approveClaim } from "@/lib/claims/review/approve-claim";
import { commentClaim } from "@/lib/claims/comments/comment-claim";
import { payClaim } from "@/lib/claims/review/pay-claim";
import { consented, disputed, giveProof, inReview, paying, submitted } from "@/testing/claims";
import { walkTo } from "@/testing/claim-walk";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { programmeClaim } from "../claim/review";
import { claimsWaiting, programmeClaims, type QueueView } from "./claims";
import { paymentsCsv } from "./payments";

const f = fixture({ tampers: true });
const queue = (actor: Actor, search: Record<string, string | string[]> = {}, at = f.now) =>
  reading(f.ctx(actor, at), (tx) => programmeClaims(tx, { search }));
const open = (actor: Actor, number: number, search: Record<string, string> = {}, at = f.now) =>
  reading(f.ctx(actor, at), (tx) => programmeClaim(tx, { claimNumber: String(number), search }));
const numbers = async (...args: Parameters<typeof queue>) =>
  (await queue(...args)).rows.map(({ number }) => number);

test("queue, claim and payments are for the programme alone", async () => {
  const it = await submitted(f);
  for (const actor of [it.company.admin, f.system().actor]) {
    await expect(queue(actor)).rejects.toThrow("forbidden");
    await expect(open(actor, it.claim.number)).rejects.toThrow("forbidden");
    await expect(reading(f.ctx(actor), claimsWaiting)).rejects.toThrow("forbidden");
    await expect(paymentsCsv(f.ctx(actor), "en").next()).rejects.toThrow("forbidden");
  }
  const operator = await f.operator();
  for (const number of ["1", "abcdefg", "1000000", "0000001"])
    await expect(
      reading(f.ctx(operator), (tx) => programmeClaim(tx, { claimNumber: number, search: {} })),
    ).rejects.toThrow("not_found");
});

function counted({ counts }: QueueView) {
  return Object.fromEntries(Object.entries(counts).map(([key, { count }]) => [key, count]));
}

describe("the queue", () => {
  let company: Company;
  let engagement: Engagement;
  beforeAll(async () => {
    company = await f.partner({ name: "Queue & Co" });
    engagement = await f.engagement({ name: "Queued" });
  });

  test("has what waits, by age or by deadline, with counts and filters; what is edited is not in it", async () => {
    const operator = await f.operator({ name: "Amara" });
    const of = { company, engagement };
    const at = (day: string) => ({ ...of, submitAt: new Date(`2026-${day}T10:00:00Z`) });
    const tenant = await f.tenant({ name: "Bäckerei 100% Zürich", eligibleFor: [engagement] });
    const late = await submitted(f, at("04-20"));
    const early = await submitted(f, { ...at("04-02"), tenant });
    const held = await inReview(f, { ...at("04-10"), reviewer: operator });
    const contested = await disputed(f, at("04-15"));
    const approved = await inReview(f, at("04-16"));
    await approveClaim(f.ctx(approved.reviewer, approved.at), { number: approved.claim.number });
    const edited = await consented(f, of);
    const now = new Date("2026-04-21T10:00:00Z");
    const search = { partner: company.id };
    const view = await queue(operator, search, now);
    const ids = [early, held, contested, late].map(({ claim }) => claim.number);
    expect(view.rows.map(({ number }) => number)).toEqual(ids);
    expect(counted(view)).toEqual({
      waiting: 4,
      mine: 1,
      submitted: 2,
      under_review: 1,
      disputed: 1,
      approved: 1,
      all: 5,
    });
    expect(view.partners).toContainEqual({ value: company.id, label: "Queue & Co" });
    expect(view.engagements).toContainEqual({ value: engagement.slug, label: "Queued" });
    expect(view.rows[0]).toEqual({
      number: early.claim.number,
      status: "submitted",
      partnerName: "Queue & Co",
      tenantName: "Bäckerei 100% Zürich",
      engagementName: "Queued",
      payout: null,
      newComment: false,
      submittedOn: "2026-04-02",
      age: 19,
      deadline: { date: "2026-07-09", daysLeft: 79 },
      clock: { date: "2026-04-09", left: -8 },
      reviewer: null,
    });
    expect(view.rows[1]).toMatchObject({ reviewer: { name: "Amara", you: true, from: null } });
    expect(view.rows[2]).toMatchObject({ status: "disputed", deadline: null });
    expect(await numbers(operator, { ...search, sort: "-age" }, now)).toEqual([...ids].reverse());
    expect((await numbers(operator, { ...search, sort: "deadline" }, now)).sort()).toEqual(
      [...ids].sort(),
    );
    expect(await numbers(operator, { ...search, status: "approved" })).toEqual([
      approved.claim.number,
    ]);
    expect(await numbers(operator, { ...search, status: "all" })).not.toContain(
      edited.claim.number,
    );
    const several = (...status: string[]) => numbers(operator, { ...search, status }, now);
    const [first, second, third, last] = ids;
    expect(await several("approved", "disputed")).toEqual([third, approved.claim.number]);
    expect(await several("mine", "submitted")).toEqual([first, second, last]);
    expect(await several("mine", "under_review", "under_review")).toEqual([second]);
    expect(await several("paid", "nothing")).toEqual([]);
    expect(await several("waiting", "approved")).toHaveLength(5);
    expect(await numbers(operator, { q: "zürich 101" })).toEqual([]);
    expect(await numbers(operator, { q: "100% Zür" })).toEqual([early.claim.number]);
    expect(await numbers(operator, { q: String(late.claim.number) })).toEqual([late.claim.number]);
    expect((await numbers(operator, { q: "queue & co" })).sort()).toEqual([...ids].sort());
    expect(
      await numbers(operator, { engagement: engagement.slug, partner: (await f.partner()).id }),
    ).toEqual([]);
    expect(
      await numbers(operator, {
        q: "'; drop table workshop_claims --",
        partner: "x",
        status: "y",
        sort: "z",
        after: "~",
      }),
    ).toEqual([]);
  });

  test("goes on where it stopped, without gaps or repetitions, also where many came at one instant", async () => {
    const many = await f.partner({ name: "Many" });
    const operator = await f.operator();
    const submitAt = new Date("2026-04-01T10:00:00Z");
    const all: number[] = [];
    for (let n = 0; n < 4; n++)
      all.push((await submitted(f, { company: many, submitAt })).claim.number);
    // Fifty-five more of the same instant and the next: rows as sending in leaves them.
    const [from] = await f.sql<{ id: string }>("select id from workshop_claims where number = $1", [
      all[0],
    ]);
    expect(from).toBeDefined();
    await f.sql("alter table workshop_claims disable trigger user");
    await f.sql("alter table associations disable trigger user");
    try {
      const made = await f.sql<{ number: number }>(
        `with c as (select * from workshop_claims where id = $1), t as (
           insert into tenants (id, name, country, updated_at) select gen_random_uuid(), 'Many ' || n, 'NL', now() from generate_series(1, 60) n returning id
         ), a as (
           insert into associations (partner_id, location_id, tenant_id, engagement_id, version_id, origin, customer_email, created_at, created_by,
             time_zone, consent_due_at, requested_at, consented_at, consent_slot, delivery_due_at, submitted_at)
           select o.partner_id, o.location_id, t.id, o.engagement_id, o.version_id, 'added', 'x@many.example', o.created_at, o.created_by, o.time_zone,
             o.consent_due_at, o.requested_at, o.consented_at, 1, o.delivery_due_at, o.submitted_at
           from t, c join associations o on o.id = c.association_id returning *
         )
         insert into workshop_claims (number, partner_id, association_id, engagement_id, tenant_id, location_id, time_zone, status,
           status_at, band, requires, created_at, delivery_due_at, review_due_at, dispute_days, clock_stands_still, contact_first_name,
           contact_last_name, contact_title, contact_email, contact_language, partner_contact_name, partner_contact_email,
           submitted_at, submitted_by, reviewer_id, reviewer_since)
         select 2000000 + row_number() over (), a.partner_id, a.id, a.engagement_id, a.tenant_id, a.location_id, a.time_zone,
           case when row_number() over () % 3 = 0 then 'under_review' else 'submitted' end::claim_status, c.status_at, c.band, c.requires,
           c.created_at, c.delivery_due_at, c.review_due_at + (row_number() over () % 5) * interval '1 day', c.dispute_days, false, 'A', 'B', '', 'x@many.example', 'en', 'P', 'p@many.example',
           c.submitted_at + (row_number() over () % 2) * interval '1 day', c.submitted_by, $2, c.submitted_at
         from a, c returning number`,
        [from?.id, operator.userId],
      );
      all.push(...made.map(({ number }) => number));
    } finally {
      await f.sql("alter table workshop_claims enable trigger user");
      await f.sql("alter table associations enable trigger user");
    }
    expect(all).toHaveLength(64);
    for (const status of ["waiting", "submitted", "all"])
      for (const sort of ["age", "-age", "deadline", "-deadline"]) {
        const seen: number[] = [];
        let after: string | null = "";
        let pages = 0;
        do {
          const page = await queue(operator, { partner: many.id, status, sort, after });
          seen.push(...page.rows.map(({ number }) => number));
          after = page.next;
          pages++;
        } while (after !== null);
        const wanted = status === "submitted" ? 44 : 64;
        expect([status, sort, seen.length, new Set(seen).size]).toEqual([
          status,
          sort,
          wanted,
          wanted,
        ]);
        expect(pages).toBe(status === "submitted" ? 1 : 2);
      }
  });

  test("W12 has nothing of the reader's own company: list, search, counts, choices, payments", async () => {
    const it = await submitted(f, { engagement: await f.engagement({ name: "Of this company" }) });
    const { number } = it.claim;
    const others = await f.operator();
    const own = await f.operator({ companies: [it.company.id] });
    const searches: Record<string, string>[] = [
      { q: String(number), status: "all" },
      { q: it.company.name },
      { partner: it.company.id },
      { engagement: it.engagement.slug },
    ];
    for (const search of searches) {
      expect((await queue(others, search)).rows.map((row) => row.number)).toEqual([number]);
      const mine = await queue(own, search);
      expect([mine.rows, mine.counts.all]).toEqual([[], { count: 0, more: false }]);
    }
    const choices = async (actor: Operator) => {
      const { partners, engagements } = await queue(actor);
      return [
        partners.some(({ value }) => value === it.company.id),
        engagements.some(({ value }) => value === it.engagement.slug),
      ];
    };
    expect(await choices(others)).toEqual([true, true]);
    expect(await choices(own)).toEqual([false, false]);
    const waiting = await reading(f.ctx(others), claimsWaiting);
    expect((await reading(f.ctx(own), claimsWaiting)).count).toBe(waiting.count - 1);
    await walkTo(f, it, "approved", others, f.now);
    const exported = async (actor: Operator) => {
      let text = "";
      for await (const part of paymentsCsv(f.ctx(actor), "en")) text += part;
      return text.includes(String(number));
    };
    expect([await exported(others), await exported(own)]).toEqual([true, false]);
  });

  test("a claim that was never sent in is nowhere: no page, no list, no search, nothing in the database", async () => {
    const it = await consented(f);
    const operator = await f.operator();
    await expect(open(operator, it.claim.number)).rejects.toThrow("not_found");
    expect((await queue(operator, { q: String(it.claim.number), status: "all" })).rows).toEqual([]);
    await giveProof(f, it.claim);
    await commentClaim(f.ctx(it.company.admin), { number: it.claim.number, body: "A draft." });
    const seen = await f.db.transaction(f.scope(operator), (db) =>
      db.execute(`select
        (select count(*)::int from workshop_claims where id = '${it.claim.id}') as claims,
        (select count(*)::int from claim_lines where claim_id = '${it.claim.id}') as lines,
        (select count(*)::int from claim_documents where claim_id = '${it.claim.id}') as documents,
        (select count(*)::int from claim_comments where claim_id = '${it.claim.id}') as comments`),
    );
    expect(seen.rows).toEqual([{ claims: 0, lines: 0, documents: 0, comments: 0 }]);
  });

  test("D27 what can no longer be paid counts as nothing, on the row and on the page", async () => {
    const engagement = await f.engagement();
    await paying(f, engagement.id);
    const it = await inReview(f, { engagement });
    const amount = usd(4_000);
    const { number } = it.claim;
    const search = { q: String(number), status: "all" };
    const shown = async (at: Date) => [
      (await queue(it.reviewer, search, at)).rows[0]?.payout,
      (await open(it.reviewer, number, {}, at)).payout,
    ];
    expect(await shown(it.at)).toEqual([amount, amount]);
    await walkTo(f, it, "rejected", it.reviewer, it.at);
    expect(await shown(it.at)).toEqual([amount, amount]);
    // Nobody has recorded yet that its time to dispute ran out (W11).
    expect(await shown(new Date(it.at.getTime() + 40 * 86_400_000))).toEqual([usd(0), usd(0)]);
  });

  test("W10 says on the row where the partner wrote last", async () => {
    const it = await submitted(f);
    await commentClaim(f.ctx(it.company.admin), { number: it.claim.number, body: "Please look." });
    const search = { q: String(it.claim.number) };
    const operator = await f.operator();
    expect((await queue(operator, search)).rows).toMatchObject([{ newComment: true }]);
    await commentClaim(f.ctx(operator, new Date(f.now.getTime() + 1)), {
      number: it.claim.number,
      body: "I do.",
    });
    expect((await queue(operator, search)).rows).toMatchObject([{ newComment: false }]);
  });

  test("its navigation counts what waits", async () => {
    const operator = await f.operator();
    const before = await reading(f.ctx(operator), claimsWaiting);
    await submitted(f);
    await disputed(f);
    await consented(f);
    expect(await reading(f.ctx(operator), claimsWaiting)).toEqual({
      count: before.count + 2,
      more: false,
    });
  });
});

describe("a claim beside its files", () => {
  test("has every fact, the proof, who holds it and what can be decided", async () => {
    const it = await inReview(f, { association: { mismatchReason: "Another domain" } });
    const { number } = it.claim;
    const view = await open(it.reviewer, number, {}, it.at);
    expect(view).toMatchObject({
      claim: {
        status: "under_review",
        contact: { firstName: "Zoë", email: "zoe.devries@customer.example" },
        partnerContact: { email: "robin@partner.example" },
        tenant: { name: it.tenant.name, domains: it.tenant.domains },
        engagement: { name: it.engagement.name },
        partnerName: it.company.name,
        location: { mpnId: it.company.location.mpnId },
        mismatchReason: "Another domain",
        consentedAt: it.claim.createdAt,
      },
      due: { date: "2026-07-09", daysLeft: 109 },
      holder: { kind: "you", since: it.at },
      mayDo: ["approve", "ask", "reject", "handOver"],
      form: null,
      until: { ask: "2026-07-09", reject: "2026-04-21" },
      people: ["robin@partner.example", it.company.admin.email],
      requirements: [{ requirement: "invoice", done: true }],
      files: [{ name: "invoice.pdf", mediaType: "application/pdf" }],
      file: { name: "invoice.pdf" },
      reviews: [],
      comments: [],
      takesComments: true,
    });
    expect(view.reasons.map(({ group }) => group)).toEqual(["invoice", "general"]);
    expect(view.history.map(({ event, who }) => [event, who])).toEqual([
      ["claim.review_started", { kind: "programme", name: it.reviewer.name }],
      ["claim.submitted", { kind: "partner", name: it.company.admin.name }],
    ]);
    const file = view.files[0]!.id;
    expect(await open(it.reviewer, number, { file, do: "reject" }, it.at)).toMatchObject({
      file: { id: file },
      form: "reject",
    });
    const other = await f.operator();
    expect(await open(other, number, { do: "approve" }, it.at)).toMatchObject({
      holder: { kind: "other", name: it.reviewer.name },
      mayDo: [],
      form: "approve",
    });
  });

  test("W12 opens no form for somebody of the claim's company", async () => {
    const it = await inReview(f);
    const own = await f.operator({ companies: [it.company.id] });
    expect(await open(own, it.claim.number, { do: "approve" }, it.at)).toMatchObject({
      holder: { kind: "own" },
      mayDo: [],
      form: null,
    });
  });

  test("W13 says who rejected what is disputed, and that it is oneself", async () => {
    const it = await disputed(f);
    const { number } = it.claim;
    expect(await open(it.reviewer, number, {}, it.at)).toMatchObject({
      rejectedBy: { you: true },
      mayDo: ["approve", "rejectFinally", "handOver"],
    });
    expect(await open(await f.operator(), number, {}, it.at)).toMatchObject({
      rejectedBy: { you: false, name: it.reviewer.name },
      mayDo: [],
    });
  });

  test("D17 does not offer to ask when the partner could do nothing any more", async () => {
    const it = await inReview(f);
    const over = it.claim.reviewDueAt;
    expect(await open(it.reviewer, it.claim.number, { do: "ask" }, over)).toMatchObject({
      mayDo: ["approve", "reject", "handOver"],
      form: "ask",
      until: { ask: null },
    });
  });

  test("says what was done only as long as it is so", async () => {
    const it = await inReview(f);
    const { number } = it.claim;
    expect(await open(it.reviewer, number, { done: "approved" })).toMatchObject({ done: null });
    await approveClaim(f.ctx(it.reviewer, it.at), { number });
    expect(await open(it.reviewer, number, { done: "approved" })).toMatchObject({
      done: "approved",
      mayDo: ["pay"],
    });
  });
});

test("W14 the file of what is to be paid has every approved claim once, in batches, and no other", async () => {
  const operator = await f.operator();
  const company = await f.partner({ name: '=Evil "Co", Ltd' });
  const engagement = await f.engagement({ name: "Paid, for" });
  const due = await inReview(f, { company, engagement });
  await approveClaim(f.ctx(due.reviewer, due.at), { number: due.claim.number });
  const paid = await inReview(f, { company, engagement });
  await approveClaim(f.ctx(paid.reviewer, paid.at), { number: paid.claim.number });
  const text = async (locale: "en" | "nl") => {
    let all = "";
    for await (const piece of paymentsCsv(f.ctx(operator), locale)) all += piece;
    return all;
  };
  expect((await text("en")).includes(String(paid.claim.number))).toBe(true);
  await payClaim(justIn(f.ctx(operator, paid.at)), {
    number: paid.claim.number,
    paymentReference: "PAY-CSV",
  });
  const file = await text("en");
  expect(
    file.startsWith(
      "\uFEFFClaim ID,Partner,Location,MPN location ID,Country,Engagement,Customer,Approved on,Amount,Currency,Market band,Held because\r\n",
    ),
  ).toBe(true);
  const { location } = company;
  expect(file).toContain(
    `\r\n${due.claim.number},"'=Evil ""Co"", Ltd","'${location.name.replaceAll('"', '""')}",${location.mpnId},NL,"Paid, for",${due.tenant.name},2026-03-22,0.00,USD,${due.claim.band},\r\n`,
  );
  expect(
    file.split("\r\n").filter((line) => line.startsWith(String(due.claim.number))),
  ).toHaveLength(1);
  expect(file).not.toContain(String(paid.claim.number));
  expect(file.endsWith("\r\n")).toBe(true);
  expect(await text("nl")).toContain("Goedgekeurd op");
});
