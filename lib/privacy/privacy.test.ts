import { randomUUID } from "node:crypto";
import { compareFacts } from "@/lib/audit/compare";
import { record } from "@/lib/audit/record";
import { verifyAudit } from "@/lib/audit/verify";
import { getAskedRequest } from "@/lib/consent/queries";
import { decide } from "@/lib/consent/decide";
import { reading, transaction, type Operator } from "@/lib/ctx";
import { endLapsedClaims } from "@/lib/claims/end-lapsed-claims";
import { endLapsed } from "@/lib/customers/end-lapsed";
import { deliver } from "@/lib/mail/deliver";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { tampering } from "@/testing/audit-faults";
import { claimOf } from "@/testing/claims";
import { fixture, type Company, type Engagement } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { refusal } from "@/testing/refusal";
import { forgetOver } from "./forget-over";
import { liftHold } from "./holds/lift-hold";
import { placeHold } from "./holds/place-hold";
import { askPerson } from "./requests/ask-person";
import { closePersonRequest } from "./requests/close-request";
import { erasePerson } from "./requests/erase-person";
import { eraseWaiting } from "./requests/erase-waiting";
import { givePerson } from "./requests/give-person";
import { listHeld } from "./requests/queries";
import { tellErasure } from "./requests/tell-erasure";

/** Erased in a run; the whole drill is 1,000. */
const PEOPLE = Number(process.env.ERASE_PEOPLE ?? 12);
const them = attacker(() => f);
const f = fixture({ tampers: true });
const tamper = tampering(f);
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
const addressOf = (n: number) => `zqx${n}@customer.example`;
const nameOf = (n: number) => [`Zqx${n}first`, `Zqx${n}last`] as const;

/** A customer's contact who accepted, with a mark of theirs in every place that holds something of a person. */
async function person(n: number, company: Company): Promise<Asked> {
  const [first, last] = nameOf(n);
  const it = await ask(f, {
    company,
    engagement,
    request: {
      contactFirstName: first,
      contactLastName: last,
      contactTitle: `Zqx${n}title`,
      contactEmail: addressOf(n),
    },
  });
  const visitor = { ...it.visitor, userAgent: `Zqx${n}agent`, ipAddress: "192.0.2.77" };
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
  const of = [company.id, it.request.id, it.visitor.linkId, it.association.id, it.tenant.id, claim.id, company.admin.userId, engagement.id, addressOf(n), `spoke to ${first}  ${last} <${addressOf(n).toUpperCase()}>`]; // prettier-ignore
  const put = (table: string, values: Record<string, string>) =>
    tamper(`insert into ${table} (${Object.keys(values).join(", ")}) select ${Object.values(values).join(", ")} from (select $1::uuid as company, $2::uuid as request, $3::uuid as link, $4::uuid as round, $5::uuid as tenant, $6::uuid as claim, $7::uuid as person, $8::uuid as engagement, $9::text as address, $10::text as words) v`, of); // prettier-ignore
  await put("consent_reports", { partner_id: "company", request_id: "request", message: "'Zqx who?'", created_at: "now()" }); // prettier-ignore
  await put("wrong_contacts", { partner_id: "company", request_id: "request", why: "'colleague'", colleague: "'Zqx colleague'", created_at: "now()" }); // prettier-ignore
  await put("answer_codes", { partner_id: "company", request_id: "request", link_id: "link", code_hash: "'x'", decision: "'accept'", full_name: "'Zqx typed'", reason: "'zqx'", created_at: "now()", expires_at: "now()" }); // prettier-ignore
  await put("contact_releases", { partner_id: "company", tenant_id: "tenant", association_id: "round", contact_name: "'Zqx released'", contact_email: "address", reason: "'zqx'", asked_at: "now()", asked_by: "person" }); // prettier-ignore
  await put("claim_surveys", { partner_id: "company", claim_id: "claim", kind: "'customer'", recipient_name: "'Zqx survey'", recipient_email: "address", language: "'nl'", questions: "'[]'", created_at: "now()", created_by: "person", answered_at: "now()", answered_name: "'Zqx answered'", answers: `'{"better": "zqx", "satisfaction": 4}'`, ip_address: "'zqx'", user_agent: "'zqx'" }); // prettier-ignore
  await put("customer_notes", { partner_id: "company", tenant_id: "tenant", author_id: "person", author_name: "'x'", mentioned: "'{}'", body: "words", created_at: "now()" }); // prettier-ignore
  await put("claim_comments", { partner_id: "company", claim_id: "claim", author_kind: "'partner'", author_id: "person", author_name: "'x'", body: "words", created_at: "now()" }); // prettier-ignore
  await put("follow_ups", { partner_id: "company", location_id: `'${company.location.id}'`, tenant_id: "tenant", owner_id: "person", line: "words", day: "'2026-03-10'", time_zone: "'UTC'", starts_at: "'2026-03-10T00:00Z'", due_at: "'2026-03-11T00:00Z'", created_at: "now()", created_by: "person" }); // prettier-ignore
  await put("drafts", { partner_id: "company", user_id: "person", kind: "'claim'", engagement_id: "engagement", subject_id: "tenant", values: "jsonb_build_object('contactEmail', address)", updated_at: "now()" }); // prettier-ignore
  await put("sign_in_tokens", { id: "gen_random_uuid()", token_hash: "address", email: "address", return_to: "'/'", known: "false", expires_at: "now()" }); // prettier-ignore
  await put("contact_bans", { partner_id: "company", tenant_id: "tenant", contact_email: "address", report_id: "gen_random_uuid()", request_id: "request", reason: "'zqx'", banned_at: "now()", banned_by: "person", lifted_at: "now()", lifted_by: "person", lifted_why: "'zqx'" }); // prettier-ignore
  await put("import_refusals", { run_id: "gen_random_uuid()", pass: "1", line: "1", '"column"': "'x'", code: "'x'", params: "jsonb_build_object('value', address)" }); // prettier-ignore
  await tamper("update associations set customer_email = $2, mismatch_reason = 'zqx' where id = $1", [it.association.id, addressOf(n)]); // prettier-ignore
  await put("claim_documents", { partner_id: "company", claim_id: "claim", requirement: "'invoice'", place: "1", name: `'report of ${first} ${last}.pdf'`, media_type: "'application/pdf'", size: "1", sha256: "sha256(words::bytea)", uploaded_at: "now()", uploaded_by: "person" }); // prettier-ignore
  return it;
}

/** In which columns a mark stands, of every table of every schema: text, JSON and bytes. */
async function found(mark = "zqx"): Promise<string[]> {
  const tables = await f.sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not like 'pg_%' and n.nspname <> 'information_schema' and has_table_privilege(c.oid, 'select')`,
  );
  const hex = [mark, `${mark[0]!.toUpperCase()}${mark.slice(1)}`].map((one) => Buffer.from(one).toString("hex")); // prettier-ignore
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

/** Begins a request for an address and tells that it is to be erased, as the page does. */
async function toErase(address: string, at: Date): Promise<string> {
  const id = await askPerson(staff(at), { address });
  const goes = (await held(address, at)).filter(({ why }) => why === null).length;
  await tellErasure(staff(at), { request: id, goes });
  return id;
}
const request = async (id: string) =>
  (
    await f.sql<{ address: string | null; done_at: Date | null; gone: Record<string, number>; stays: Record<string, number> }>(
      "select * from person_requests where id = $1",
      [id],
    )
  )[0]!; // prettier-ignore
const rowFaults = async () =>
  (await reading(f.system(), (tx) => verifyAudit(tx, { atMost: 1_000_000 }))).faults;
const facts = async () =>
  (await reading(f.system(), (tx) => compareFacts(tx, { most: 100_000 }))).map((one) => JSON.stringify(one)).sort(); // prettier-ignore

test("O24 whoever is erased leaves no trace, the chain is whole, and receipts verify", async () => {
  const companies: Company[] = [];
  for (let n = 0; n < PEOPLE; n++) {
    if (n % 10 === 0) companies.push(await f.partner());
    await person(n, companies.at(-1)!);
  }
  // What was written to them and about them, as it went out; one waits in the queue.
  await f.sql("update emails set sender = 'x', subject = variables::text, html = variables::text, text = variables::text, state = 'sent', sent_at = now() where html is null"); // prettier-ignore
  await endLapsed(f.system(late));
  await endLapsedClaims(f.system(late));
  const before = { places: await found(), facts: await facts() };
  expect(before.places.length).toBeGreaterThan(30);
  const proofs = await f.sql("select association_id, audit_hash, wording_hash from consent_decisions order by 1"); // prettier-ignore
  const ids: string[] = [];
  for (let n = 0; n < PEOPLE; n++) ids.push(await toErase(addressOf(n), late));
  for (const id of ids) await erasePerson(f.system(late), { request: id });
  expect((await request(ids[0]!)).stays).toEqual({});
  expect(await found()).toEqual([]);
  expect(await rowFaults()).toEqual([]);
  expect((await facts()).filter((one) => !before.facts.includes(one))).toEqual([]);
  expect(await f.sql("select association_id, audit_hash, wording_hash from consent_decisions order by 1")).toEqual(proofs); // prettier-ignore
  expect(
    await f.sql("select d.id from consent_decisions d where not exists (select from audit_log l where l.hash = d.audit_hash and l.hash = audit_hash(l)) or wording_hash <> encode(sha256(convert_to(wording, 'UTF8')), 'hex')"), // prettier-ignore
  ).toEqual([]);
  // Done again, nothing is left to do, and nothing is told.
  const rows = await f.sql<{ n: number }>("select count(*)::int as n from audit_log");
  await eraseWaiting(f.system(late));
  expect(await f.sql<{ n: number }>("select count(*)::int as n from audit_log")).toEqual(rows);
});
