import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { openDatabase } from "@/db/client";
import { sql } from "drizzle-orm";
import { databaseError } from "@/lib/errors";
import { compareFacts } from "@/lib/audit/compare";
import { record } from "@/lib/audit/record";
import { verifyAudit } from "@/lib/audit/verify";
import { isBanned } from "@/lib/consent/contacts/rules";
import { liftBan } from "@/lib/consent/reports/lift-ban";
import { getAskedRequest } from "@/lib/consent/queries";
import { decide } from "@/lib/consent/decide";
import { reading, transaction, type Operator } from "@/lib/ctx";
import { endLapsedClaims } from "@/lib/claims/end-lapsed-claims";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { deliver } from "@/lib/mail/deliver";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { claimOf, submitted } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { refusedWith } from "@/testing/refusal";
import { tamper } from "@/testing/tamper";
import { erasePerson as erasePersonJob } from "../jobs/erase-person";
import { traced } from "../trace";
import { forgetOver } from "./forget-over";
import { liftHold } from "./holds/lift-hold";
import { placeHold } from "./holds/place-hold";
import { listHolds } from "./holds/queries";
import { askPerson } from "./requests/ask-person";
import { closePersonRequest } from "./requests/close-request";
import { eraseByCommand } from "./requests/erase-by-command";
import { giveByCommand } from "./requests/give-by-command";
import { personZip } from "./requests/person-zip";
import { erasePerson } from "./requests/erase-person";
import { eraseWaiting } from "./requests/erase-waiting";
import { givePerson } from "./requests/give-person";
import { listHeld } from "./requests/queries";
import { tellErasure } from "./requests/tell-erasure";

/** Erased in a run; the whole drill is 1,000. */
const PEOPLE = Number(process.env.ERASE_PEOPLE ?? 6);
const them = attacker(() => f);
const f = fixture({ tampers: true });
const YEAR = 365 * 86_400_000;
/** When nothing of what was agreed in this suite can be disputed any more. */
const late = new Date(f.now.getTime() + 9 * YEAR);
let admin: Operator;
let engagement: Engagement;

beforeAll(async () => {
  admin = await f.operator();
  engagement = await f.engagement();
});

const staff = (at: Date) => justIn(f.ctx(admin, at));
const addressOf = (n: number) => `zqxuvw${n}@customer.example`;
const nameOf = (n: number) => [`Zqxuvw${n}first`, `Zqxuvw${n}last`] as const;

/** A customer's contact who accepted, with a mark of theirs in every place that holds something of a person. */
async function person(n: number, company: Company): Promise<Asked> {
  const [first, last] = nameOf(n);
  const it = await ask(f, {
    company,
    engagement,
    request: {
      contactFirstName: first,
      contactLastName: last,
      contactTitle: `Zqxuvw${n}title`,
      contactEmail: addressOf(n),
    },
  });
  const visitor = { ...it.visitor, userAgent: `Zqxuvw${n}agent`, ipAddress: "192.0.2.77" };
  await transaction(f.ctx(visitor, new Date(f.now.getTime() + 86_400_000)), async (tx) =>
    decide(tx, await getAskedRequest(tx), {
      decision: "accept",
      fullName: `${first} ${last}`,
      reason: "",
      language: "nl",
      confirmedByCode: false,
    }),
  );
  const claim = await claimOf(f, it.association.id);
  await transaction(f.system(), (tx) =>
    record(tx, {
      event: "consent.undelivered",
      subjectId: it.association.id,
      partnerId: company.id,
      data: { emailId: it.association.id, state: "bounced", contactEmail: addressOf(n) },
    }),
  );
  await tamper(f, async (admin) => {
    const of = [
      company.id,
      it.request.id,
      it.visitor.linkId,
      it.association.id,
      it.tenant.id,
      claim.id,
      company.admin.userId,
      engagement.id,
      addressOf(n),
      `spoke to ${first}  ${last} <${addressOf(n).toUpperCase()}>`,
    ];
    const put = (table: string, values: Record<string, string>) =>
      admin.query(
        `insert into ${table} (${Object.keys(values).join(", ")}) select ${Object.values(values).join(", ")} from (select $1::uuid as company, $2::uuid as request, $3::uuid as link, $4::uuid as round, $5::uuid as tenant, $6::uuid as claim, $7::uuid as person, $8::uuid as engagement, $9::text as address, $10::text as words) v`,
        of,
      );
    await put("consent_reports", {
      partner_id: "company",
      request_id: "request",
      message: "'Zqxuvw who?'",
      created_at: "now()",
    });
    await put("wrong_contacts", {
      partner_id: "company",
      request_id: "request",
      why: "'colleague'",
      colleague: "'Zqxuvw colleague'",
      created_at: "now()",
    });
    await put("answer_codes", {
      partner_id: "company",
      request_id: "request",
      link_id: "link",
      code_hash: "'x'",
      decision: "'accept'",
      full_name: "'Zqxuvw typed'",
      reason: "'zqxuvw'",
      created_at: "now()",
      expires_at: "now()",
    });
    await put("contact_releases", {
      partner_id: "company",
      tenant_id: "tenant",
      association_id: "round",
      contact_name: "'Zqxuvw released'",
      contact_email: "address",
      reason: "'zqxuvw'",
      asked_at: "now()",
      asked_by: "person",
    });
    await put("claim_surveys", {
      partner_id: "company",
      claim_id: "claim",
      kind: "'customer'",
      recipient_name: "'Zqxuvw survey'",
      recipient_email: "address",
      language: "'nl'",
      questions: "'[]'",
      created_at: "now()",
      created_by: "person",
      answered_at: "now()",
      answered_name: "'Zqxuvw answered'",
      answers: `'{"better": "zqxuvw", "satisfaction": 4}'`,
      ip_address: "'zqxuvw'",
      user_agent: "'zqxuvw'",
    });
    await put("customer_notes", {
      partner_id: "company",
      tenant_id: "tenant",
      author_id: "person",
      author_name: "'x'",
      mentioned: "'{}'",
      body: "words",
      created_at: "now()",
    });
    await put("claim_comments", {
      partner_id: "company",
      claim_id: "claim",
      author_kind: "'partner'",
      author_id: "person",
      author_name: "'x'",
      body: "words",
      created_at: "now()",
    });
    await put("follow_ups", {
      partner_id: "company",
      location_id: `'${company.location.id}'`,
      tenant_id: "tenant",
      owner_id: "person",
      line: "words",
      day: "'2026-03-10'",
      time_zone: "'UTC'",
      starts_at: "'2026-03-10T00:00Z'",
      due_at: "'2026-03-11T00:00Z'",
      created_at: "now()",
      created_by: "person",
    });
    await put("drafts", {
      partner_id: "company",
      user_id: "person",
      kind: "'claim'",
      engagement_id: "engagement",
      subject_id: "tenant",
      values: "jsonb_build_object('contactEmail', address)",
      updated_at: "now()",
    });
    await put("sign_in_tokens", {
      id: "gen_random_uuid()",
      token_hash: "address",
      email: "address",
      return_to: "'/'",
      known: "false",
      expires_at: "now()",
    });
    await put("contact_bans", {
      partner_id: "company",
      tenant_id: "tenant",
      contact_email: "address",
      report_id: "gen_random_uuid()",
      request_id: "request",
      reason: "'zqxuvw'",
      banned_at: "now()",
      banned_by: "person",
      ...(n % 2 === 1 && { lifted_at: "now()", lifted_by: "person", lifted_why: "'zqxuvw'" }),
    });
    await put("import_refusals", {
      run_id: "gen_random_uuid()",
      pass: "1",
      line: "1",
      '"column"': "'x'",
      code: "'x'",
      params: "jsonb_build_object('value', address)",
    });
    const [run] = (
      await admin.query<{ id: string }>(
        `insert into bulk_runs (number, partner_id, kind, state, choice, options, made_at, made_by, moved_at, ended_at) select count(*) + 1, $1::uuid, 'ask', 'looking', jsonb_build_object('by', 'filter', 'query', 'q=' || replace($2::text, '@', '%40')), jsonb_build_object('partnerEmail', $2::text), now(), $3, now(), now() from bulk_runs returning id`,
        [company.id, addressOf(n), company.admin.userId],
      )
    ).rows;
    await put("bulk_run_rows", {
      partner_id: "company",
      run_id: `'${run!.id}'`,
      position: "1",
      said: "address",
      details:
        "jsonb_build_object('contact', jsonb_build_object('firstName', 'Zqxuvw', 'email', address))",
      verdict_params: "jsonb_build_object('email', address)",
      outcome: "'refused'",
      done_at: "now()",
    });
    await admin.query(
      "update associations set customer_email = $2, mismatch_reason = 'zqxuvw' where id = $1",
      [it.association.id, addressOf(n)],
    );
    await put("claim_documents", {
      partner_id: "company",
      claim_id: "claim",
      requirement: "'invoice'",
      place: "1",
      name: `'report of ${first} ${last}.pdf'`,
      media_type: "'application/pdf'",
      size: "1",
      sha256: "sha256(words::bytea)",
      uploaded_at: "now()",
      uploaded_by: "person",
    });
  });
  return it;
}

/** As if all that was posted had gone out, with what it says in its bytes. */
const settled = () =>
  f.sql(
    "update emails set sender = 'x', subject = variables::text, html = variables::text, text = variables::text, state = 'sent', sent_at = now() where html is null",
  );

/** In which columns a mark stands, of every table of every schema: text, JSON and bytes. */
async function found(mark = "zqxuvw"): Promise<string[]> {
  const tables = await f.sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not like 'pg_%' and n.nspname <> 'information_schema' and has_table_privilege(c.oid, 'select')`,
  );
  const hex = [mark, `${mark[0]!.toUpperCase()}${mark.slice(1)}`].map((one) =>
    Buffer.from(one).toString("hex"),
  );
  const all: string[] = [];
  for (const { name } of tables) {
    const rows = await f.sql<{ key: string }>(
      `select distinct e.key from ${name} t, jsonb_each_text(to_jsonb(t)) e where e.value ~* $1`,
      [`${mark}|${hex.join("|")}`],
    );
    all.push(...rows.map(({ key }) => `${name}.${key}`));
  }
  return all.sort();
}

const held = (address: string, at: Date) => reading(f.system(at), (tx) => listHeld(tx, address));

/** How many bans that stand know this mailbox: as the database says it and as the product does. */
async function bans(address: string): Promise<number> {
  const standing = await f.sql<{ mailbox: string; is: boolean }>(
    "select mailbox, ban_is_of(mailbox, $1) as is from contact_bans where lifted_at is null",
    [address],
  );
  for (const { mailbox, is } of standing) expect(isBanned(address, { banned: [mailbox] })).toBe(is);
  return standing.filter(({ is }) => is).length;
}

/** Begins a request for an address and tells that it is to be erased, as the page does. */
async function toErase(address: string, at: Date): Promise<string> {
  const id = await askPerson(staff(at), { address });
  const goes = (await held(address, at)).filter(({ why }) => why === null).length;
  await tellErasure(staff(at), { request: id, goes });
  return id;
}
const request = async (id: string) =>
  (
    await f.sql<{
      address: string | null;
      done_at: Date | null;
      gone: Record<string, number>;
      stays: Record<string, number>;
    }>("select * from person_requests where id = $1", [id])
  )[0]!;
const rowFaults = async () =>
  (await reading(f.system(), (tx) => verifyAudit(tx, { atMost: 1_000_000 }))).faults;
const facts = async () =>
  (await reading(f.system(), (tx) => compareFacts(tx, { most: 100_000 })))
    .map((one) => JSON.stringify(one))
    .sort();

test("O24 whoever is erased leaves no trace, the chain is whole, and receipts verify", async () => {
  const companies: Company[] = [];
  for (let n = 0; n < PEOPLE; n++) {
    if (n % 10 === 0) companies.push(await f.partner());
    await person(n, companies.at(-1)!);
  }
  // What was written to them and about them, as it went out; one waits in the queue.
  await f.sql(
    "update emails set sender = 'x', subject = variables::text, html = variables::text, text = variables::text, state = 'sent', sent_at = now() where html is null",
  );
  await endLapsed(f.system(late));
  await endLapsedClaims(f.system(late));
  const before = { places: await found(), facts: await facts() };
  expect(before.places.length).toBeGreaterThan(30);
  const proofs = await f.sql(
    "select association_id, audit_hash, wording_hash from consent_decisions order by 1",
  );
  const ids: string[] = [];
  for (let n = 0; n < PEOPLE; n++) ids.push(await toErase(addressOf(n), late));
  for (const id of ids) await erasePerson(f.system(late), { request: id });
  expect((await request(ids[0]!)).stays).toEqual({});
  expect(await found()).toEqual([]);
  // Who said "never again" is not asked again, though nobody knows who it was.
  expect([
    await bans(addressOf(0)),
    await bans(addressOf(1)),
    await bans(addressOf(2).replace("@", "+x@")),
  ]).toEqual([1, 0, 1]);
  expect(await rowFaults()).toEqual([]);
  expect((await facts()).filter((one) => !before.facts.includes(one))).toEqual([]);
  expect(
    await f.sql(
      "select association_id, audit_hash, wording_hash from consent_decisions order by 1",
    ),
  ).toEqual(proofs);
  expect(
    await f.sql(
      "select d.id from consent_decisions d where not exists (select from audit_log l where l.hash = d.audit_hash and l.hash = audit_hash(l)) or wording_hash <> encode(sha256(convert_to(wording, 'UTF8')), 'hex')",
    ),
  ).toEqual([]);
  // Done again, nothing is left to do, and nothing is told.
  const rows = await f.sql<{ n: number }>("select count(*)::int as n from audit_log");
  await eraseWaiting(f.system(late));
  expect(await f.sql<{ n: number }>("select count(*)::int as n from audit_log")).toEqual(rows);
  // Once their rounds are forgotten too, the mark still is that of the mailbox, not of a mark.
  await forgetOver(f.system(late));
  expect((await f.sql("select from forgotten_rounds")).length).toBeGreaterThanOrEqual(PEOPLE);
  expect([await bans(addressOf(0)), await bans(addressOf(1))]).toEqual([1, 0]);
});

test("O24 only whoever is erased is: nobody whose address or name begins, ends or goes on like theirs", async () => {
  const left = async (word: string, text: string) =>
    (
      await f.sql<{ left: string }>(
        "select regexp_replace($2, word_pattern(array[$1]), '…', 'gi') as left",
        [word, text],
      )
    )[0]?.left;
  for (const text of [
    "ba@b.nl",
    "x.a@b.nl",
    "x+a@b.nl",
    "x-a@b.nl",
    "%a@b.nl",
    "a@b.nl.example",
    "a@b.nlx",
    "a@b.nl-x.example",
    "a@bxnl",
    "a+x@b.nl",
  ])
    expect(await left("a@b.nl", text)).toBe(text === "%a@b.nl" ? "%…" : text);
  for (const [text, is] of [
    ["Mail A@B.nl.", "Mail …."],
    ["<a@b.nl>", "<…>"],
    ["'a@b.nl'", "'…'"],
    ["mailto:a@b.nl?x", "mailto:…?x"],
    ["- a@b.nl, c@b.nl", "- …, c@b.nl"],
    ['{"x": "one\\na@b.nl"}', '{"x": "one\\n…"}'],
    ["-a@b.nl", "-…"],
    ["het a@b.nl-adres", "het …-adres"],
  ] as const)
    expect(await left("a@b.nl", text)).toBe(is);
  for (const word of [
    "%@b.nl",
    "_@b.nl",
    "a.*@b.nl",
    "a|b@b.nl",
    "(a@b.nl",
    "[a@b.nl",
    "a\\@b.nl",
    "***:a@b.nl",
  ]) {
    expect(await left(word, `to ${word}, and to aa@b.nl`)).toBe("to …, and to aa@b.nl");
  }
  for (const text of ["In juli anders, in Juli An", "li ans", "li", "an", "lian", "Li Anders"])
    expect(await left("li an", text)).toBe(text === "li ans" ? "…s" : text);
  for (const [text, is] of [
    ["Li   An's file", "…'s file"],
    ["Bel Li\nAn.", "Bel …."],
    ["report_Li An.pdf", "report_….pdf"],
  ] as const)
    expect(await left("li an", text)).toBe(is);
  expect(await left("山田 太郎", "山田 太郎さん")).toBe("…さん");

  const company = await f.partner();
  const [it, other] = [await person(740, company), await person(741, company)];
  const near = `x${addressOf(740)}`;
  const [mail] = await f.sql<{ id: string }>(
    "insert into emails (partner_id, round_id, kind, template, language, recipient, variables, state, sender, subject, html, text, created_at, state_at, sent_at) values ($1, $2, 'ask', 'consent-request', 'en', $3, '{}', 'sent', 'x', 'x', 'x', $4, now(), now(), now()) returning id",
    [company.id, other.association.id, near, `To ${near}, ${addressOf(740)}.example`],
  );
  // Somebody who calls themselves what JSON is made of does not keep themselves from being erased.
  await tamper(f, (tampers) =>
    tampers.query(
      `update consent_decisions set full_name = 'Zqxuvw740x", "y' where association_id = $1`,
      [it.association.id],
    ),
  );
  const answers = { better: 'Zqxuvw740x", "y knows', other: "zqxuvw740x", y: "z" };
  await tamper(f, (tampers) =>
    tampers.query(
      "update claim_surveys set recipient_email = 'third@customer.example', answers = $2 where claim_id = (select id from workshop_claims where association_id = $1)",
      [it.association.id, JSON.stringify(answers)],
    ),
  );
  // Two holds that a merger brought together.
  await tamper(f, async (tampers) => {
    await tampers.query(
      "insert into legal_holds (tenant_id, reason, placed_at, placed_by) select $1, 'x', now(), id from users limit 1",
      [it.tenant.id],
    );
    await tampers.query(
      "insert into legal_holds (tenant_id, reason, placed_at, placed_by) select $1, 'x', now(), id from users limit 1",
      [other.tenant.id],
    );
    await tampers.query(
      "update tenants set merged_into = $1, merged_at = now(), found_at = null where id = $2",
      [it.tenant.id, other.tenant.id],
    );
  });
  expect((await held(addressOf(740), late)).map(({ id }) => id)).not.toContain(mail!.id);
  await tamper(f, async (tampers) => {
    await tampers.query(
      "update legal_holds set lifted_at = now(), lifted_by = placed_by, lifted_why = 'x' where lifted_at is null",
    );
    await tampers.query("update tenants set merged_into = null, merged_at = null where id = $1", [
      other.tenant.id,
    ]);
  });
  await endLapsed(f.system(late));
  await endLapsedClaims(f.system(late));
  await settled();
  await erasePerson(f.system(late), { request: await toErase(addressOf(740), late) });
  expect(await f.sql("select recipient, text from emails where id = $1", [mail!.id])).toEqual([
    { recipient: near, text: `To ${near}, ${addressOf(740)}.example` },
  ]);
  expect(
    await f.sql(
      "select answers from claim_surveys where recipient_email = 'third@customer.example'",
    ),
  ).toEqual([{ answers: { better: "… knows", other: "zqxuvw740x", y: "z" } }]);
});

test("O25 a legal hold stops erasure and forgetting, and lifting it lets go what was to go", async () => {
  const it = await person(700, await f.partner());
  await endLapsed(f.system(late));
  await endLapsedClaims(f.system(late));
  await settled();
  await placeHold(staff(late), {
    of: "tenant",
    id: it.tenant.id,
    reason: "Court case of Zqxuvw700first Zqxuvw700last",
  });
  expect(
    await refusedWith(placeHold(staff(late), { of: "tenant", id: it.tenant.id, reason: "x" })),
  ).toBe("already_done");
  const id = await toErase(addressOf(700), late);
  await erasePerson(f.system(late), { request: id });
  const [why] = await f.sql<{ reason: string; said: string }>(
    "select h.reason, l.data ->> 'reason' as said from legal_holds h join audit_log l on l.data ->> 'holdId' = h.id::text where l.event = 'hold.placed' and h.tenant_id = $1",
    [it.tenant.id],
  );
  expect([why?.reason, why?.said]).toEqual([
    "Court case of Zqxuvw700first Zqxuvw700last",
    why?.reason,
  ]);
  const waiting = await request(id);
  expect([waiting.address, waiting.done_at]).toEqual([addressOf(700), null]);
  expect(waiting.stays.hold).toBeGreaterThan(8);
  const kept = await f.sql(
    "select contact_email, full_name, ip_address from consent_decisions where request_id = $1",
    [it.request.id],
  );
  expect(kept).toEqual([
    {
      contact_email: addressOf(700),
      full_name: "Zqxuvw700first Zqxuvw700last",
      ip_address: "192.0.2.77",
    },
  ]);
  await forgetOver(f.system(late));
  expect(
    await f.sql("select from forgotten_rounds where association_id = $1", [it.association.id]),
  ).toEqual([]);
  await liftHold(staff(late), { of: "tenant", id: it.tenant.id, why: "Over" });
  await eraseWaiting(f.system(late));
  expect((await request(id)).address).toBeNull();
  expect(await found("zqxuvw700")).toEqual([]);
  expect(await rowFaults()).toEqual([]);
});

test("O24 the worker erases whom the page named, also where the job bears the number of a request", async () => {
  const number = "0123456789abcdef0123456789abcdef";
  const id = await traced({ request: number }, () =>
    toErase("nobody.here@customer.example", f.now),
  );
  const [job] = await f.sql<{ data: unknown }>(
    "select data from pgboss.job where name = 'erase-person' and data ->> 'request' = $1",
    [number],
  );
  await erasePersonJob(f.system().db, job?.data);
  expect((await request(id)).done_at).not.toBeNull();
});

test("O24 one who cannot be erased holds up nobody else", async () => {
  const at = new Date(f.now.getTime() + 3_600_000);
  const ids = await Promise.all(
    ["stuck@customer.example", "free@customer.example"].map((one, n) =>
      toErase(one, new Date(at.getTime() + n)),
    ),
  );
  await f.sql(
    `create function stuck() returns trigger language plpgsql as $$ begin if new.id = '${ids[0]}' then raise exception 'stuck'; end if; return new; end $$; create trigger stuck before update on person_requests for each row execute function stuck()`,
  );
  try {
    await expect(eraseWaiting(f.system(at))).rejects.toThrow("1 people were not erased");
  } finally {
    await f.sql("drop function stuck cascade");
  }
  const done = await Promise.all(ids.map(async (id) => (await request(id)).done_at !== null));
  expect(done).toEqual([false, true]);
  await eraseWaiting(f.system(at));
  expect((await request(ids[0]!)).done_at).not.toBeNull();
});

test("O25 a hold on a claim holds its round alone", async () => {
  const sentIn = await submitted(f, { request: { contactEmail: "zqxuvw705@customer.example" } });
  const { id, number } = sentIn.claim;
  const why = async () =>
    (
      await f.sql<{ why: string }>("select why from round_stays($1, $2, $3)", [
        sentIn.company.id,
        sentIn.association.id,
        late,
      ])
    ).map((one) => one.why);
  expect(await why()).toEqual(["running"]);
  await placeHold(staff(f.now), { of: "claim", id: String(number), reason: "Court case" });
  expect(await why()).toEqual(["hold"]);
  expect(await reading(f.ctx(admin), (tx) => listHolds(tx))).toMatchObject([
    { of: "claim", key: String(number) },
  ]);
  await liftHold(staff(f.now), { of: "claim", id: String(number), why: "Over" });
  expect(await why()).toEqual(["running"]);
  expect(
    await f.sql(
      "select event from audit_log where subject_id = $1 and event like 'hold.%' order by seq",
      [id],
    ),
  ).toEqual([{ event: "hold.placed" }, { event: "hold.lifted" }]);
});

test("O23 evidence stays as long as it may be disputed, then its person goes and its proof stays", async () => {
  const it = await person(710, await f.partner());
  const soon = new Date(f.now.getTime() + 200 * 86_400_000);
  await endLapsed(f.system(soon));
  await endLapsedClaims(f.system(soon));
  await settled();
  const id = await toErase(addressOf(710), soon);
  // Whoever looks again meanwhile, or presses twice, changes nothing.
  expect(await refusedWith(tellErasure(staff(soon), { request: id, goes: 0 }))).toBe(
    "already_done",
  );
  expect(await refusedWith(closePersonRequest(staff(soon), { request: id }))).toBe("already_done");
  await Promise.all([1, 2, 3].map(() => erasePerson(f.system(soon), { request: id })));
  const { stays } = await request(id);
  expect(stays.evidence).toBeGreaterThan(3);
  expect(await f.sql("select from emails where recipient = $1", [addressOf(710)])).toEqual([]);
  expect(
    await f.sql("select full_name from consent_decisions where request_id = $1", [it.request.id]),
  ).toEqual([{ full_name: "Zqxuvw710first Zqxuvw710last" }]);
  expect(await rowFaults()).toEqual([]);
  const proof = await f.sql("select audit_hash from consent_decisions where request_id = $1", [
    it.request.id,
  ]);
  const before = await facts();
  const [run] = await f.sql<{ id: string }>(
    "insert into import_runs (kind, state, file_name, sha256, size, made_at, moved_at, ended_at, remove_asked, remove_reason, failure) values ('tenants', 'done', 'x', repeat('0', 64), 1, now(), now(), now(), true, 'zqxuvw710 left', 'zqxuvw710?') returning id",
  );
  const told = await forgetOver(f.system(late));
  expect(told.rounds).toBeGreaterThan(0);
  expect(
    await f.sql("select remove_reason, failure from import_runs where id = $1", [run?.id]),
  ).toEqual([{ remove_reason: "…", failure: "unknown" }]);
  expect(await bans(addressOf(710))).toBe(1);
  expect(
    await f.sql("select full_name, ip_address from consent_decisions where request_id = $1", [
      it.request.id,
    ]),
  ).toEqual([{ full_name: "…", ip_address: "…" }]);
  expect(
    await f.sql("select audit_hash from consent_decisions where request_id = $1", [it.request.id]),
  ).toEqual(proof);
  await eraseWaiting(f.system(late));
  expect((await request(id)).address).toBeNull();
  expect(await found("zqxuvw710")).toEqual([]);
  expect([await rowFaults(), (await facts()).filter((one) => !before.includes(one))]).toEqual([
    [],
    [],
  ]);
  expect(await forgetOver(f.system(late))).toMatchObject({ rounds: 0, emails: 0, accounts: 0 });
  // The hash stays as long as the ban, and no longer.
  const [report] = await f.sql<{ id: string }>(
    "select id from consent_reports where request_id = $1",
    [it.request.id],
  );
  await liftBan(f.ctx(await f.operator({ roles: ["reviewer"] }), late), {
    report: report!.id,
    why: "Asked for it",
  });
  expect(await bans(addressOf(710))).toBe(0);
  await forgetOver(f.system(late));
  expect(
    await f.sql("select mailbox like 'erased-%' as gone from contact_bans where request_id = $1", [
      it.request.id,
    ]),
  ).toEqual([{ gone: true }]);
});

test("O23 a worker whose clock is ahead erases and forgets nothing", async () => {
  const id = await toErase("nobody.there@customer.example", f.now);
  await f.sql("update installation set kind = 'production'");
  try {
    for (const early of [forgetOver(f.system(late)), erasePerson(f.system(late), { request: id })])
      await expect(early).rejects.toMatchObject({ cause: { constraint: "forgotten_early" } });
  } finally {
    await f.sql("update installation set kind = 'test'");
  }
});

test("O24 who works here, and is a customer's contact too, loses the account only once they left", async () => {
  const company = await f.partner();
  const colleague = await f.user(company);
  const { email } = colleague;
  const it = await ask(f, {
    request: {
      contactEmail: email,
      contactFirstName: "Zqxuvw720first",
      contactLastName: "Zqxuvw720last",
    },
  });
  const [mail] = await f.sql<{ id: string }>(
    "insert into emails (partner_id, round_id, kind, template, language, recipient, variables, state, created_at, state_at) values ($1, $2, 'ask', 'consent-request', 'en', $3, '{}', 'queued', now(), now()) returning id",
    [it.company.id, it.association.id, email],
  );
  const at = new Date(f.now.getTime() + 3_600_000);
  const id = await toErase(email.toUpperCase(), at);
  await erasePerson(f.system(at), { request: id });
  expect((await request(id)).stays.account).toBeGreaterThan(0);
  // What asked them is closed, and what waited to be sent is not.
  expect(
    await f.sql(
      "select contact_first_name, closed_for, reminders_on from consent_requests where id = $1",
      [it.request.id],
    ),
  ).toEqual([{ contact_first_name: "…", closed_for: "contact", reminders_on: false }]);
  await deliver(f.system(at), mail!.id);
  expect(await f.sql("select state, html, attempts from emails where id = $1", [mail!.id])).toEqual(
    [{ state: "failed", html: "", attempts: 0 }],
  );
  expect(await f.sql("select from users where email = $1", [email])).toHaveLength(1);
  await f.sql("update memberships set ended_at = $2 where user_id = $1", [colleague.userId, at]);
  await eraseWaiting(f.system(at));
  expect((await request(id)).done_at).not.toBeNull();
  expect(await found(email.split("@")[0])).toEqual([]);
  expect(
    await f.sql("select name, disabled_at is null as open from users where id = $1", [
      colleague.userId,
    ]),
  ).toEqual([{ name: "…", open: false }]);
});

test("O24 at the command line the owner takes all that is held as one ZIP, or says that it goes, in an administrator's name", async () => {
  const it = await person(750, await f.partner());
  const db = openDatabase(f.urls().ownerUrl, { max: 1, timeoutMs: 20_000 });
  const ctx = { actor: { kind: "system", name: "person" }, now: f.now, db } as const;
  try {
    const asked = { address: addressOf(750), by: admin.email.toUpperCase() };
    expect(await refusedWith(giveByCommand(ctx, { ...asked, by: it.company.admin.email }))).toBe(
      "not_found",
    );
    const { id, ...given } = await giveByCommand(ctx, asked);
    expect(JSON.parse(given.text)).toMatchObject({
      held: { consent_decisions: [{ full_name: "Zqxuvw750first Zqxuvw750last" }] },
    });
    const zip = async (read: (sha256: string) => Promise<Readable | null>) =>
      (await buffer(personZip(given, { read }))).toString("latin1");
    const whole = await zip(() => Promise.resolve(Readable.from([Buffer.from("its bytes")])));
    expect(whole).toContain("documents/1-report of Zqxuvw750first Zqxuvw750last.pdf");
    expect(whole).not.toContain("missing.txt");
    expect(await zip(() => Promise.resolve(null))).toContain("missing.txt");
    expect(await request(id)).toMatchObject({ address: null, done_at: f.now });

    const looked = await eraseByCommand(ctx, { ...asked, sure: false });
    expect(await eraseByCommand(ctx, { ...asked, sure: true })).toEqual(looked);
    const [told] = await f.sql<{ id: string }>(
      "select id from person_requests where address = $1 and erase_by = $2",
      [asked.address, admin.userId],
    );
    await erasePerson(f.system(), { request: told!.id });
    expect(await f.sql("select from emails where recipient = $1", [asked.address])).toEqual([]);
    const own = eraseByCommand(ctx, { address: admin.email, by: admin.email, sure: true });
    expect(databaseError(await own.catch((error: unknown) => error))?.constraint).toBe(
      "erases_self",
    );
    expect(
      await f.sql(
        "select event, actor_kind, actor_id from audit_log where subject_id in ($1, $2) and event not like '%erased' order by seq",
        [id, told!.id],
      ),
    ).toEqual(
      ["privacy.asked", "privacy.given", "privacy.asked", "privacy.erasure_asked"].map((event) => ({
        event,
        actor_kind: "system",
        actor_id: "person",
      })),
    );
  } finally {
    await db.close();
  }
});

test("O24 only an administrator who proved just now who they are handles it, and nobody themselves", async () => {
  const other = await f.operator({
    roles: [
      "partner_manager",
      "reviewer",
      "payments",
      "data_steward",
      "catalogue_editor",
      "reader",
    ],
  });
  const { admin: partner } = await f.partner();
  const address = "somebody@customer.example";
  for (const actor of [other, partner]) {
    const ctx = justIn(f.ctx(actor));
    expect(await refusedWith(askPerson(ctx, { address }))).toBe("forbidden");
    expect(await refusedWith(placeHold(ctx, { of: "tenant", id: randomUUID(), reason: "x" }))).toBe(
      "forbidden",
    );
  }
  expect(
    await refusedWith(askPerson(f.ctx(admin, new Date(f.now.getTime() + 3_600_000)), { address })),
  ).toBe("sign_in_again");
  const own = await askPerson(staff(f.now), { address: admin.email });
  expect(await refusedWith(tellErasure(staff(f.now), { request: own, goes: 0 }))).toBe(
    "erases_self",
  );
  // Whatever statement says it, the database's own too.
  for (const by of ["web", "owner"] as const) {
    const says = "update person_requests set erase_at = $2, erase_by = $3 where id = $1";
    const values = [own, f.now.toISOString(), admin.userId];
    const said =
      by === "owner"
        ? f.sql(says, values)
        : transaction(staff(f.now), (tx) =>
            tx.db.execute(
              sql`update person_requests set erase_at = ${values[1]}, erase_by = ${values[2]} where id = ${own}`,
            ),
          );
    const fault = await said.then(() => undefined, databaseError);
    expect([by, fault?.constraint]).toEqual([by, "erases_self"]);
  }
  await closePersonRequest(staff(f.now), { request: own });
  expect((await request(own)).address).toBeNull();
  expect(await refusedWith(givePerson(staff(f.now), { request: own }))).toBe("already_done");

  const it = await person(730, await f.partner());
  const asked = await askPerson(staff(f.now), { address: addressOf(730) });
  const { text } = await givePerson(staff(f.now), { request: asked });
  const given = JSON.parse(text) as { held: Record<string, object[]> };
  expect(Object.keys(given.held)).toEqual(
    expect.arrayContaining(["consent_requests", "consent_decisions", "claim_surveys", "emails"]),
  );
  expect(text).not.toMatch(/token_hash|secret|"sealed"/);
  // Of others in the same rows it says nothing: neither of the partner's contact, nor to that one of the customer's.
  const withRobin = Object.entries(given.held).filter(([, rows]) =>
    JSON.stringify(rows).includes("robin@partner.example"),
  );
  // What was written to them named whom to answer.
  expect(withRobin.map(([thing]) => thing).filter((thing) => thing !== "emails")).toEqual([]);
  const robin = await askPerson(staff(f.now), { address: "robin@partner.example" });
  expect((await givePerson(staff(f.now), { request: robin })).text).not.toMatch(/zqxuvw/i);
  expect(
    JSON.stringify(await f.sql("select data from audit_log where subject_id = $1", [asked])),
  ).not.toMatch(/zqxuvw/i);

  // The roles of the database themselves: nobody erases, lifts, or looks anybody up by a statement.
  await placeHold(staff(f.now), { of: "tenant", id: it.tenant.id, reason: "Court case" });
  const told = await toErase("nobody@customer.example", f.now);
  await them.connect();
  for (const actor of [other, partner, admin]) {
    const tries = async (statement: string) => {
      await them.begin(actor);
      return them.tries(statement);
    };
    const denied =
      /permission denied|row-level|not theirs|product itself|stays|lifted once|asks_again/;
    for (const statement of [
      `select erase_person('${asked}', now())`,
      `select erase_row('users', null, '${partner.userId}', now())`,
      "select forget_old(now(), 0, 0, 0, 0, 9)",
      "select forget_rounds(now(), 9)",
      "update consent_decisions set full_name = 'x'",
      "delete from legal_holds",
      "update legal_holds set reason = 'x'",
      `update person_requests set address = 'x@y.example'`,
      "insert into forgotten_rounds select partner_id, id, now() from associations",
    ])
      expect([statement, await tries(statement)]).toEqual([
        statement,
        expect.stringMatching(denied),
      ]);
    await them.begin(actor);
    await them.tries("select set_config('app.erases', 'x', true)");
    expect(await them.tries("update consent_requests set contact_first_name = 'x'")).toMatch(
      denied,
    );
    if (actor === admin) {
      expect(
        await tries(
          `update person_requests set erase_at = null, erase_by = null where id = '${told}'`,
        ),
      ).toMatch(denied);
      continue;
    }
    expect(await tries(`select from person_rows('${addressOf(730)}', now())`)).toMatch(denied);
    expect(await tries(`select from person_data('${addressOf(730)}', now())`)).toMatch(denied);
    expect(await tries(`select close_person_request('${asked}', now())`)).toMatch(denied);
    expect(
      await tries(
        "update legal_holds set lifted_at = now(), lifted_by = app_user(), lifted_why = 'x'",
      ),
    ).toBe(0);
  }
});
