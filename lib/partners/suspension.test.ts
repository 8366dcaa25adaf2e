import { answerConsent } from "@/lib/consent/answer";
import { endRound } from "@/lib/consent/end-round";
import { remind } from "@/lib/consent/remind";
import { setReminders } from "@/lib/consent/set-reminders";
import { nameCustomer } from "@/lib/customers/name-customer";
import { reading, transaction } from "@/lib/ctx";
import { deliver } from "@/lib/mail/deliver";
import { post } from "@/lib/mail/post";
import { findSession } from "@/lib/people/session.queries";
import { askedRequest } from "@/lib/views/asked-request";
import { samplesOf } from "@/lib/mail/samples";
import { programmePartner } from "@/lib/views/programme/partner";
import { ask, formOf } from "@/testing/asked";
import { listDueClaims } from "@/lib/claims/remind.queries";
import { askAction } from "@/lib/claims/review/ask-action";
import { inReview } from "@/testing/claims";
import { attacker } from "@/testing/attacker";
import { fixture, type Company } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { resumePartner } from "./resume-partner";
import { suspendPartner } from "./suspend-partner";

const them = attacker(() => f);
const f = fixture();
const manager = (companies: string[] = []) => f.operator({ roles: ["partner_manager"], companies });
const revisionOf = async ({ id }: { id: string }) =>
  (await f.sql<{ revision: number }>("select revision from partners where id = $1", [id]))[0]!
    .revision;
const stand = async (
  act: typeof suspendPartner,
  company: { id: string },
  who?: Awaited<ReturnType<typeof manager>>,
) =>
  act(f.ctx(who ?? (await manager())), {
    partner: company.id,
    reason: "Looked into",
    revision: await revisionOf(company),
  });

test("P25 a partner manager suspends and resumes, with a reason that stays; nobody else does", async () => {
  const company = await f.partner();
  expect(
    await refusedWith(
      stand(suspendPartner, company, await f.operator({ roles: ["administrator", "reader"] })),
    ),
  ).toBe("forbidden");
  expect(await refusedWith(stand(suspendPartner, company, await manager([company.id])))).toBe(
    "own_company",
  );
  expect(await refusedWith(stand(resumePartner, company))).toBe("already_done");
  await stand(suspendPartner, company);
  expect(await refusedWith(stand(suspendPartner, company))).toBe("already_done");
  const view = async () =>
    reading(f.ctx(await f.operator()), (tx) => programmePartner(tx, { id: company.id }));
  expect(await view()).toMatchObject({ suspended: { why: "Looked into" } });
  await stand(resumePartner, company);
  const { suspended, history } = await view();
  expect(suspended).toBeNull();
  expect(history.map(({ event, changes }) => [event, changes[0]?.after])).toEqual([
    ["partner.created", company.name],
    ["partner.suspended", "Looked into"],
    ["partner.resumed", "Looked into"],
  ]);
});

test("while it is suspended its people read and write nothing; a customer who was asked still answers", async () => {
  const it = await ask(f);
  const { company, engagement, association, request, visitor } = it;
  const ctx = f.ctx(company.admin);
  await stand(suspendPartner, company);
  const begun = { slug: engagement.slug, draft: crypto.randomUUID(), go: "next" as const };
  const acts: [string, () => Promise<unknown>][] = [
    [
      "name",
      () =>
        nameCustomer(ctx, {
          ...begun,
          location: company.location.id,
          email: "a@new.example",
          identifier: "",
        }),
    ],
    [
      "end",
      () => endRound(ctx, { associationId: association.id, reason: "wrong_customer" } as never),
    ],
    [
      "reminders",
      () =>
        setReminders(ctx, {
          associationId: association.id,
          requestId: request.id,
          on: false,
        } as never),
    ],
  ];
  for (const [name, act] of acts)
    expect([name, await refusedWith(act())]).toEqual([name, "partner_suspended"]);
  const seen = async () => (await findSession(f.db, company.admin.secret, f.now))?.row.suspended;
  const told = () => reading(f.ctx(visitor), (tx) => askedRequest(tx, { language: null }));
  expect([await seen(), (await told()).suspended]).toEqual([true, true]);
  const later = new Date(f.now.getTime() + 3_600_000);
  const form = await formOf(f, visitor, later, "en");
  const answer = { ...form, decision: "accept", fullName: "Ada Lovelace" } as const;
  expect(await refusedWith(answerConsent(f.ctx(visitor, later), answer))).toBeNull();
  await stand(resumePartner, company);
  expect(await refusedWith(acts[0]![1]())).not.toBe("partner_suspended");
  expect([await seen(), (await told()).suspended]).toEqual([false, false]);
});

/** An e-mail to somebody outside that waits for its turn. */
async function queued(company: Company, template = "consent-request"): Promise<string> {
  const sample = samplesOf("nl").find((one) => one.template === template)!;
  const round = {
    id: crypto.randomUUID(),
    tenantId: crypto.randomUUID(),
    engagementId: crypto.randomUUID(),
  };
  const mail = {
    template,
    language: "nl",
    to: "joost@vanrijn.example",
    partnerId: company.id,
    round,
  };
  return transaction(f.system(), (tx) =>
    post(tx, { ...mail, variables: sample.variables } as never),
  );
}

test("no e-mail goes to a customer for it, and no reminder is written; both go on when it works again", async () => {
  const { company } = await ask(f);
  const id = await queued(company);
  const mail = async () =>
    (await f.sql<{ state: string }>("select state from emails where id = $1", [id]))[0]!;
  await stand(suspendPartner, company);
  await deliver(f.system(), id);
  expect((await mail()).state).toBe("queued");
  const due = new Date("2026-04-02T10:00:00Z");
  const written = async () =>
    (await f.sql("select from reminders where partner_id = $1", [company.id])).length;
  await remind(f.system(due));
  expect(await written()).toBe(0);
  await stand(resumePartner, company);
  await deliver(f.system(), id);
  expect((await mail()).state).not.toBe("queued");
  await remind(f.system(due));
  expect(await written()).toBe(1);
});

test.each([
  "consent-request",
  "consent-reminder",
  "survey-request",
  "partner-survey-request",
  "workshop-cancelled",
  "request-ended",
])("an e-mail that waited when its company was suspended waits on: %s", async (template) => {
  const { company } = await ask(f);
  const id = await queued(company, template);
  await stand(suspendPartner, company);
  await deliver(f.system(), id);
  const [row] = await f.sql("select state, attempts from emails where id = $1", [id]);
  expect(row).toEqual({ state: "queued", attempts: 0 });
});

test("no reminder of a claim is due while its partner is suspended", async () => {
  const { company, claim, reviewer, at } = await inReview(f);
  const reasons = [{ requirement: "general", code: "other" } as const];
  await askAction(f.ctx(reviewer, at), { number: claim.number, reasons, comment: "Please." });
  const [row] = await f.sql<{ due: Date }>(
    "select due_at as due from workshop_claims where id = $1",
    [claim.id],
  );
  const near = new Date(row!.due.getTime() - 14 * 3_600_000);
  const due = () =>
    reading(f.system(near), (tx) =>
      listDueClaims(tx, "review", "00000000-0000-0000-0000-000000000000"),
    );
  expect(await due()).toContain(claim.id);
  await stand(suspendPartner, company);
  expect(await due()).not.toContain(claim.id);
});

test("the database refuses it too, whatever statement: in every table of partners that the web server writes", async () => {
  const company: Company = await f.partner();
  const member = await f.user(company);
  await stand(suspendPartner, company);
  await them.connect();
  const tables = await f.sql<{ name: string; acts: string[] }>(
    `
    select c.relname as name, array(select a from unnest(array['INSERT', 'UPDATE', 'DELETE']) a
      where case a when 'DELETE' then has_table_privilege(r.rolname, c.oid, a) else has_any_column_privilege(r.rolname, c.oid, a) end) as acts
    from pg_class c cross join (select rolname from pg_roles where rolname = $1) r
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('sessions', 'claim_returns')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'partner_id' and a.attnotnull) order by 1`,
    [new URL(f.urls().webUrl).username],
  );
  // Staff alone say what came back of a payment, and prove anew who they are before anything else is looked at.
  const written = tables.filter(({ acts }) => acts.length > 0);
  expect(written.length).toBeGreaterThan(20);
  for (const who of [company.admin, member]) {
    await them.begin(who);
    for (const { name, acts } of written) {
      const statement = acts.includes("DELETE")
        ? `delete from ${name} where false`
        : acts.includes("INSERT")
          ? `insert into ${name} default values`
          : null;
      if (statement === null) continue;
      const refused = await them.tries(statement);
      expect([name, refused]).toEqual([
        name,
        expect.stringMatching(/^(partner_suspended|permission denied)$/),
      ]);
    }
  }
  const triggers = await f.sql<{ name: string }>(
    "select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'a_partner_acts'",
  );
  const having = triggers.map(({ name }) => name);
  expect(written.filter(({ name }) => !having.includes(name))).toEqual([]);
});
