import type { Operator } from "@/lib/ctx";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { inReview, submitted, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { reported } from "@/testing/reported";

/** Who says something says it now, in their own name, and a decision stands with its reasons. */
const them = attacker(() => f);
const f = fixture();
let asked: Asked;
let open: Consented;
let held: Awaited<ReturnType<typeof inReview>>;
let staff: Operator;
let other: Operator;

beforeAll(async () => {
  asked = await ask(f);
  open = await submitted(f);
  held = await inReview(f);
  staff = await f.operator({ roles: ["reviewer", "partner_manager", "payments"] });
  other = await f.operator({ roles: ["reviewer"] });
  await reported(f, asked);
  await them.connect();
});

const comment = (author: string, name: string, at = "now()", kind = "partner") =>
  them.tries(
    `insert into claim_comments (partner_id, claim_id, author_kind, author_id, author_name, body, created_at)
     values ($1, $2, '${kind}', $3, $4, 'x', ${at})`,
    [open.company.id, open.claim.id, author, name],
  );

test("a comment is of now, and under one's own name", async () => {
  const { userId, name } = open.company.admin;
  await them.begin(open.company.admin);
  expect(await comment(userId, name)).toBe(1);
  expect(await comment(userId, "The programme")).toBe("claim_comments_said");
  expect(await comment(staff.userId, staff.name)).toBe("claim_comments_said");
  expect(await comment(userId, name, "now() - interval '1 day'")).toBe("claim_comments_said");
  await them.begin(staff);
  expect(await comment(staff.userId, staff.name, "now()", "operator")).toBe(1);
  expect(await comment(staff.userId, "Eve", "now()", "operator")).toBe("claim_comments_said");
});

describe("a decision about a claim", () => {
  const move =
    "update workshop_claims set status = 'approved', status_at = now(), approved_at = now() where id = $1";
  const review = (by: Operator, decision = "approved", at = "now()", submitted = "submitted_at") =>
    [
      `insert into claim_reviews (partner_id, claim_id, submitted_at, decision, reasons, comment, reviewer_id, reviewer_name, decided_at)
       select partner_id, id, ${submitted}, '${decision}', '["x"]', 'x', $2, $3, ${at} from workshop_claims where id = $1`,
      [held.claim.id, by.userId, by.name] as unknown[],
    ] as const;

  test("has its review, and no review is without one", async () => {
    const client = await them.begin(held.reviewer);
    expect(await them.tries(move, [held.claim.id])).toBe("claim_reviews_decide");
    expect(await them.tries(...review(held.reviewer))).toBe("claim_reviews_decide");
    await client.query(move, [held.claim.id]);
    expect(await them.tries(...review(held.reviewer, "rejected"))).toBe("claim_reviews_decide");
    expect(await them.tries(...review(held.reviewer, "approved", "now()", "now()"))).toBe(
      "claim_reviews_decide",
    );
    expect(await them.tries(...review(held.reviewer, "approved", "now() - interval '1 day'"))).toBe(
      "claim_reviews_said",
    );
    expect(await them.tries(...review({ ...held.reviewer, name: "Eve" }))).toBe(
      "claim_reviews_said",
    );
    expect(await them.tries(...review(held.reviewer))).toBe(1);
    await expect(client.query("commit")).rejects.toThrow("a claim is decided by a review");
  });

  test("is of who holds it", async () => {
    await them.begin(other);
    const both = `with moved as (${move} returning *) insert into claim_reviews
      (partner_id, claim_id, submitted_at, decision, reasons, comment, reviewer_id, reviewer_name, decided_at)
      select partner_id, id, submitted_at, 'approved', '[]', '', $2, $3, now() from moved`;
    expect(await them.tries(both, [held.claim.id, other.userId, other.name])).toBe(
      "claim_reviews_decide",
    );
  });
});

test.each([
  [
    "contact_releases",
    "decision = 'released', decided_at = now() - interval '1 day', decided_by = $1",
    "contact_releases_said",
  ],
  [
    "consent_reports",
    "looked_at = now() - interval '1 day', looked_by = $1",
    "consent_reports_said",
  ],
  ["consent_reports", "looked_at = now(), looked_by = $2", "consent_reports_said"],
  [
    "consent_reports",
    "looked_at = now(), looked_by = $1, done_at = now(), done_by = $2",
    "consent_reports_said",
  ],
  [
    "consent_reports",
    "looked_at = now(), looked_by = $1, done_at = '2099-01-01', done_by = $1",
    "consent_reports_said",
  ],
  ["consent_reports", "looked_at = now(), looked_by = $1, done_at = now(), done_by = $1", 1],
])("staff say of %s: %s", async (table, set, why) => {
  await them.begin(staff);
  const text = `with who as (select $1::uuid, $2::uuid) update ${table} set ${set} from who`;
  expect(await them.tries(text, [staff.userId, other.userId])).toBe(why);
});

test("a partner asks for a release now, and a visitor reports now", async () => {
  await them.begin(asked.company.admin);
  const release = `insert into contact_releases (partner_id, tenant_id, association_id, contact_name, contact_email, reason, asked_at, asked_by)
    values ($1, $2, $3, 'Ada', 'ada2@elsewhere.example', 'x', now() - interval '1 day', $4)`;
  const { company, tenant, association, request } = asked;
  expect(
    await them.tries(release, [company.id, tenant.id, association.id, company.admin.userId]),
  ).toBe("contact_releases_said");
  await f.sql("update installation set contact_release = false");
  expect(
    await them.tries(
      "select release_free((select id from contact_releases limit 1), '2020-01-01')",
    ),
  ).toBe("contact_releases_said");
  await f.sql("update installation set contact_release = true");
  await them.begin(asked.visitor);
  const report = (message: string, at = "now()") =>
    them.tries(
      `insert into consent_reports (partner_id, request_id, message, created_at) values ($1, $2, $3, ${at})`,
      [company.id, request.id, message],
    );
  expect(await report("Who?")).toBe(1);
  expect(await report("Who?", "'2020-01-01'")).toBe("consent_reports_said");
  expect(await report("x".repeat(100_000))).toBe("consent_reports_length");
});

test("nobody is told about a partner that is not theirs", async () => {
  const taken =
    "select taken_by_others($1, $2, $3, now()) is null and contact_standing($1, r.id) is null as nothing from (select $4::uuid as id) r";
  const [release] = await f.sql<{ id: string }>("select id from contact_releases limit 1");
  const { company, engagement, tenant } = open;
  await f.sql("update engagements set consents_per_customer = 1 where id = $1", [engagement.id]);
  const rival = await f.partner();
  const told = async (partner: string) =>
    (
      await them
        .client()
        .query<{ taken: string | null }>("select taken_by_others($1, $2, $3, now()) as taken", [
          partner,
          engagement.id,
          tenant.id,
        ])
    ).rows[0]?.taken;
  const client = await them.begin(rival.admin);
  expect(await told(rival.id)).toBe("done");
  expect(await told(asked.company.id)).toBeNull();
  expect(
    (await client.query(taken, [asked.company.id, engagement.id, tenant.id, release!.id])).rows,
  ).toEqual([{ nothing: true }]);
  const banned =
    "select contact_is_banned($1, $2, 'x') or claim_survey_answered($1, $3, 'customer') or claim_is_open($1, $3) as told";
  expect(
    (await client.query(banned, [company.id, open.association.id, open.claim.id])).rows,
  ).toEqual([{ told: false }]);
});

test.each([
  [
    "sign_in_tokens",
    "insert into sign_in_tokens (id, token_hash, email, expires_at) values (gen_random_uuid(), 'x', $1, now())",
  ],
  ["sessions", "update sessions set ip_address = $1"],
  [
    "email_events",
    "insert into email_events (id, partner_id, type, occurred_at, received_at, detail) values ('x', gen_random_uuid(), 'x', now(), now(), $1)",
  ],
])("%s takes no text without end", async (table, statement) => {
  const work = f.sql(statement, ["x".repeat(100_000)]);
  await expect(work).rejects.toMatchObject({ constraint: `${table}_length` });
});

test("no role writes a text without end, in any table", async () => {
  const roles = [f.urls().webUrl, f.urls().workerUrl].map((url) =>
    decodeURIComponent(new URL(url).username),
  );
  const endless = await f.sql(
    `select c.relname || '.' || a.attname as "column" from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and (a.atttypid::regtype::text in ('text', 'jsonb', 'json', 'bytea', 'character varying') or a.attndims > 0)
       and exists (select from unnest($1::name[]) r where has_column_privilege(r, c.oid, a.attnum, 'insert')
         or has_column_privilege(r, c.oid, a.attnum, 'update'))
       and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey)
         and pg_get_constraintdef(k.oid) ~ '[Ll]ength\\(|= ANY|\\{[0-9]')
     order by 1`,
    [roles],
  );
  expect(endless).toEqual([]);
});

test("an event tells no more than a page does", async () => {
  const data = JSON.stringify({ x: "x".repeat(400_000) });
  const work = f.sql(
    "insert into audit_log (chain, seq, at, actor_kind, event, data, prev_hash, hash) values ('programme', 0, now(), 'system', 'x', $1, '', '')",
    [data],
  );
  await expect(work).rejects.toMatchObject({ constraint: "audit_log_length" });
});
