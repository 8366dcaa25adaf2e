import { operatorRoles } from "@/db/schema";
import type { EventName } from "@/lib/audit/events";
import { tellers } from "@/lib/audit/tellers";
import type { Template } from "@/lib/mail/schema";
import { writersOf } from "@/lib/mail/writers";
import { operatorPolicy, type OperatorAct } from "@/lib/access/policy";
import type { Operator } from "@/lib/ctx";
import { ask, type Asked } from "@/testing/asked";
import { attacker } from "@/testing/attacker";
import { submitted, type Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { reported } from "@/testing/reported";

/** P5: staff do what their role says, whatever they say to the database. */
const them = attacker(() => f);
const f = fixture();
const staff = new Map<string, Operator>();
let asked: Asked;
let claim: Consented;

beforeAll(async () => {
  for (const role of operatorRoles) staff.set(role, await f.operator({ roles: [role] }));
  asked = await ask(f);
  claim = await submitted(f);
  await reported(f, asked);
  await them.connect();
});

const may = (act: OperatorAct, role: string) =>
  (operatorPolicy[act] as readonly string[]).includes(role);

test("the database knows who tells of which event, and who writes which e-mail", async () => {
  for (const event of Object.keys(tellers)) {
    const [row] = await f.sql("select event_tellers($1) as told", [event]);
    expect([event, row]).toEqual([event, { told: tellers[event as EventName] }]);
  }
  for (const template of Object.keys(writersOf)) {
    const [row] = await f.sql("select email_writers($1) as written", [template]);
    expect([template, row]).toEqual([template, { written: writersOf[template as Template] }]);
  }
});

test("the database knows the same roles for the same acts", async () => {
  const kept: OperatorAct[] = [
    "contacts.release",
    "reports.handle",
    "claims.review",
    "claims.reply",
    "claims.pay",
    "engagements.edit",
    "metrics.edit",
    "payments.run",
    "settings.programme",
    "partners.domains",
    "partners.manage",
    "data.manage",
    "rounds.end",
    "partners.enrol",
    "partners.people",
    "operators.manage",
    "data.people",
  ];
  const limited = Object.entries(operatorPolicy).flatMap(([act, roles]) =>
    roles.length < operatorRoles.length ? [act] : [],
  );
  expect(limited.sort()).toEqual([...kept].sort());
  for (const role of operatorRoles) {
    const client = await them.begin(staff.get(role)!);
    for (const act of kept) {
      const { rows } = await client.query("select app_may($1) as may", [act]);
      expect([role, act, rows[0]]).toEqual([role, act, { may: may(act, role) }]);
    }
  }
});

describe.each(operatorRoles)("%s", (role) => {
  const acts: [string, OperatorAct, string, () => unknown[]][] = [
    [
      "decides about a contact",
      "contacts.release",
      "update contact_releases set decision = 'released', decided_at = now(), decided_by = $1",
      () => [staff.get(role)!.userId],
    ],
    [
      "stops a request",
      "reports.handle",
      "update consent_requests set closed_at = now(), closed_for = 'programme' where id = $1",
      () => [asked.request.id],
    ],
    ["marks a report", "reports.handle", "update consent_reports set note = 'fine'", () => []],
    [
      "takes a claim in hand",
      "claims.review",
      "update workshop_claims set status = 'under_review', status_at = now(), reviewer_id = $1, reviewer_since = now() where id = $2",
      () => [staff.get(role)!.userId, claim.claim.id],
    ],
    [
      "writes to the partner",
      "claims.reply",
      `insert into claim_comments (partner_id, claim_id, author_kind, author_id, author_name, body, created_at)
       values ($2, $3, 'operator', $1, $4, 'Hello', now())`,
      () => [staff.get(role)!.userId, claim.claim.partnerId, claim.claim.id, staff.get(role)!.name],
    ],
  ];
  test.each(acts)("%s only with the role", async (_, act, text, values) => {
    await them.begin(staff.get(role)!);
    const result = await them.tries(text, values());
    if (may(act, role)) expect(result).toBe(1);
    else expect([0, "row-level security", "workshop_claims_whose"]).toContain(result);
  });

  test("puts nothing of the other's role into a claim, and nobody else's name", async () => {
    await them.begin(staff.get(role)!);
    const paid =
      "update workshop_claims set payment_reference = 'P-1', paid_at = now() where id = $1";
    expect([0, "workshop_claims_whose", "workshop_claims_paid_whole"]).toContain(
      await them.tries(paid, [claim.claim.id]),
    );
    const other =
      "update workshop_claims set reviewer_id = $2, reviewer_since = now() where id = $1";
    expect([0, "workshop_claims_whose"]).toContain(
      await them.tries(other, [
        claim.claim.id,
        staff.get(role === "reader" ? "reviewer" : "reader")!.userId,
      ]),
    );
  });

  test("reads no secret of an e-mail, and is in the log only where they act", async () => {
    await them.begin(staff.get(role)!);
    for (const column of ["variables", "secrets", "mark", "headers", "html", "text"])
      expect(await them.tries(`select ${column} from emails`)).toBe("permission denied");
    const append = (event: string, chain: string, subject: string) =>
      them.tries(
        `insert into audit_log (chain, seq, at, actor_kind, event, subject_id, data, prev_hash, hash)
         values ($1, 0, now(), 'x', $2, $3, '{}', '', '')`,
        [chain, event, subject],
      );
    const { company, association } = asked;
    const released = await append("contact.released", company.id, association.id);
    expect(released).toBe(may("contacts.release", role) ? 1 : "audit_log_whose");
    const paid = await append("claim.paid", claim.claim.partnerId, claim.claim.id);
    expect(paid).toBe(may("claims.pay", role) ? 1 : "audit_log_whose");
    for (const [event, act] of [
      ["contact.released", "contacts.release"],
      ["claim.paid", "claims.pay"],
      ["programme.changed", "settings.programme"],
    ] as const) {
      const elsewhere = await append(event, "elsewhere", association.id);
      expect([event, elsewhere]).toEqual([
        event,
        may(act, role) ? "audit_log_chain" : "audit_log_whose",
      ]);
    }
  });
});
