import { addDomain } from "@/lib/consent/contacts/add-domain";
import { liftBan } from "@/lib/consent/reports/lift-ban";
import { reportRequest } from "@/lib/consent/report";
import { stopRequest } from "@/lib/consent/reports/stop-request";
import type { Operator } from "@/lib/ctx";
import { removeDomain } from "@/lib/partners/domains/remove-domain";
import { initProgramme } from "@/lib/programme/init-programme";
import { ask, formOf, type Asked } from "@/testing/asked";
import { factFaults, faultsAfter } from "@/testing/audit-faults";
import { fixture } from "@/testing/fixture";

const f = fixture({ tampers: true });
const at = (hours: number) => new Date(f.now.getTime() + hours * 3_600_000);
let staff: Operator;
beforeAll(async () => {
  staff = await f.operator();
});

describe("what the programme decides about a partner", () => {
  let it: Asked;
  beforeAll(async () => {
    it = await ask(f);
    const { company, visitor, request } = it;
    const form = await formOf(f, visitor, at(1));
    await reportRequest(f.ctx(visitor, at(1)), { ...form, message: "Who?", saysLanguages: true });
    const [report] = await f.sql<{ id: string }>(
      "select id from consent_reports where request_id = $1",
      [request.id],
    );
    const id = report!.id;
    await stopRequest(f.ctx(staff, at(2)), { report: id, reason: "Nobody knows them." });
    expect(await factFaults(f, company.id)).toEqual([]);
    await liftBan(f.ctx(staff, at(3)), { report: id, why: "They do." });
    await stopRequest(f.ctx(staff, at(4)), { report: id, reason: "Again." });
    for (const domain of ["kept.example", "gone.example"])
      await addDomain(f.ctx(staff, at(2)), { partner: company.id, domain });
    await removeDomain(f.ctx(staff, at(3)), { partner: company.id, domain: "gone.example" });
    expect(await factFaults(f, company.id)).toEqual([]);
  });

  const mine = "where partner_id = $1";
  test.each([
    ["a domain that is taken away", "domain", "gone", `delete from partner_domains ${mine}`],
    [
      "a domain that nobody added",
      "domain",
      "not_in_log",
      "insert into partner_domains (partner_id, domain) values ($1, 'new.example')",
    ],
    [
      "a removed domain that is back",
      "domain",
      "not_in_log",
      "insert into partner_domains (partner_id, domain) values ($1, 'gone.example')",
    ],
    [
      "a ban that is lifted by hand",
      "ban",
      "differs",
      `update contact_bans set lifted_at = now(), lifted_by = banned_by, lifted_why = 'x' ${mine} and lifted_at is null`,
    ],
    [
      "a lifted ban that holds again",
      "ban",
      "differs",
      `delete from contact_bans ${mine} and lifted_at is null; update contact_bans set lifted_at = null, lifted_by = null, lifted_why = null ${mine}`,
    ],
    [
      "whom a ban is about",
      "ban",
      "differs",
      `update contact_bans set contact_email = 'x@y.example' ${mine}`,
    ],
    ["why", "ban", "differs", `update contact_bans set reason = 'x' ${mine}`],
    ["a ban that is deleted", "ban", "gone", `delete from contact_bans ${mine}`],
    [
      "a ban by nobody",
      "ban",
      "not_in_log",
      `insert into contact_bans (partner_id, tenant_id, contact_email, report_id, request_id, reason, banned_at, banned_by)
       select partner_id, tenant_id, 'x@y.example', report_id, request_id, reason, banned_at, banned_by from contact_bans ${mine} limit 1`,
    ],
    [
      "a request that is stopped no more",
      "request",
      "differs",
      `update consent_requests set closed_at = null, closed_for = null ${mine}`,
    ],
  ] as const)("%s", async (_, kind, fault, statement) => {
    const text = statement.replaceAll("$1", `'${it.company.id}'`);
    expect(await faultsAfter(f, it.company.id, text, [])).toContainEqual(
      expect.objectContaining({ kind, fault }),
    );
  });
});

describe("who decides for the programme", () => {
  const operator = "amara@programme.example";
  const id = "(select id from users where email = 'amara@programme.example')";
  const faults = async (statement: string) =>
    (await faultsAfter(f, "programme", statement, [])).filter(({ kind }) => kind === "operator");
  let before: number;
  beforeAll(async () => {
    before = (await faults("select 1")).length;
    const input = {
      name: "Ours",
      operator,
      personName: "",
      language: "en",
      currency: "USD",
      add: true,
    } as const;
    await initProgramme(f.owner(), input, { mails: false });
    expect(await faults("select 1")).toHaveLength(before);
  });

  test.each([
    [
      "a role that is taken away",
      `delete from operator_grants where user_id = ${id} and role = 'payments'`,
      1,
    ],
    [
      "one given by nobody",
      `update operator_grants set granted_at = now() where user_id = ${id} and role = 'reader'`,
      2,
    ],
  ] as const)("%s", async (_, statement, found) => {
    expect(await faults(statement)).toHaveLength(before + found);
  });
});
