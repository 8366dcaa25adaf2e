import { ask, formOf, type Asked } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { reading, type Operator } from "../../ctx";
import { programmeReport, programmeReports } from "../../views/programme/reports";
import { checkContact } from "../contacts/check-contact";
import { statusOf } from "../lock-request";
import { getAskedRequest } from "../queries";
import { reportRequest } from "../report";
import { handleReport } from "./handle-report";
import { stopRequest } from "./stop-request";
import { tellStopped } from "./tell-stopped";

const f = fixture();
const at = (hours = 1) => new Date(f.now.getTime() + hours * 3_600_000);
let staff: Operator;
beforeAll(async () => {
  staff = await f.operator();
});

async function reported(): Promise<Asked & { report: string }> {
  const it = await ask(f);
  const form = await formOf(f, it.visitor, at());
  await reportRequest(f.ctx(it.visitor, at()), {
    ...form,
    message: "Wie zijn jullie?",
    saysLanguages: true,
  });
  const [row] = await f.sql<{ id: string }>(
    "select id from consent_reports where request_id = $1",
    [it.request.id],
  );
  return { ...it, report: row!.id };
}
const stop = (it: { report: string }, by = staff) =>
  stopRequest(f.ctx(by, at(2)), { report: it.report, reason: "Nobody knows this partner." });
const tell = async (it: Asked) => {
  const [ban] = await f.sql<{ id: string }>("select id from contact_bans where request_id = $1", [
    it.request.id,
  ]);
  await tellStopped(f.system(at(3)), {
    partnerId: it.company.id,
    banId: ban!.id,
    requestId: it.request.id,
  });
};
const mails = (it: Asked, template: string) =>
  f.sql<{ recipient: string; variables: Record<string, string> }>(
    "select recipient, variables from emails where partner_id = $1 and template = $2",
    [it.company.id, template],
  );

test("a report is looked at, noted, done and taken up again; who was first stays", async () => {
  const it = await reported();
  const view = () =>
    reading(f.ctx(staff, at(4)), (tx) => programmeReport(tx, { reportId: it.report }));
  const open = async () =>
    (
      await reading(f.ctx(staff, at(4)), (tx) => programmeReports(tx, { search: { show: "open" } }))
    ).rows.map(({ id }) => id);
  expect(await view()).toMatchObject({
    looked: null,
    done: null,
    note: "",
    request: "open",
    own: false,
  });
  expect(await open()).toContain(it.report);
  await handleReport(f.ctx(staff, at(2)), { report: it.report, note: "Called them.", done: "no" });
  const colleague = await f.operator();
  await handleReport(f.ctx(colleague, at(3)), { report: it.report, note: "Fine.", done: "yes" });
  expect(await view()).toMatchObject({
    looked: { at: at(2), name: staff.name },
    done: { at: at(3), name: colleague.name },
    note: "Fine.",
  });
  expect(await open()).not.toContain(it.report);
  await handleReport(f.ctx(staff, at(4)), { report: it.report, note: "", done: "no" });
  expect(await view()).toMatchObject({ done: null, note: "" });
  const events = await f.sql(
    "select event from audit_log where subject_id = $1 and event like 'report.%' order by seq",
    [it.association.id],
  );
  expect(events).toEqual([
    { event: "report.looked_at" },
    { event: "report.done" },
    { event: "report.looked_at" },
  ]);
});

test("a stopped request is closed for good, and both sides are told once (D18)", async () => {
  const it = await reported();
  await stop(it);
  const asked = await reading(f.ctx(it.visitor, at(3)), getAskedRequest);
  expect(asked.request).toMatchObject({ closedAt: at(2), closedFor: "programme" });
  expect(statusOf(asked, at(3))).toBe("no_longer_open");
  expect(asked.round.endedAt).toBeNull();
  await tell(it);
  await tell(it);
  expect(await mails(it, "request-ended")).toMatchObject([
    { recipient: it.request.contactEmail, variables: { kind: "programme" } },
  ]);
  const [first, ...others] = await mails(it, "partner-contact-decision");
  expect(first?.variables).toMatchObject({
    decision: "stopped",
    note: "Nobody knows this partner.",
  });
  expect(new Set([first, ...others].map((mail) => mail?.recipient)).size).toBe(others.length + 1);
  await expect(stop(it)).rejects.toMatchObject({ code: "already_done" });
  const reopen = f.sql(
    "update consent_requests set closed_at = null, closed_for = null where id = $1",
    [it.request.id],
  );
  await expect(reopen).rejects.toThrow("a request does not change");
});

test("the same address is not asked again by this partner; somebody else may be", async () => {
  const it = await reported();
  await stop(it);
  const wrong = (email: string) =>
    reading(f.ctx(it.company.admin, at(3)), (tx) =>
      checkContact(
        { ...tx, actor: it.company.admin },
        { tenantId: it.tenant.id, email, reason: "" },
      ),
    );
  expect(await wrong(it.request.contactEmail.toUpperCase())).toEqual([
    { field: "email", code: "contact_stopped" },
  ]);
  expect(await wrong(`other@${it.tenant.domain}`)).toEqual([]);
});

test("staff of the partner, people of the partner and other roles do neither", async () => {
  const it = await reported();
  const own = { ...staff, companies: [it.company.id] };
  await expect(stop(it, own)).rejects.toMatchObject({ code: "own_company" });
  const input = { report: it.report, note: "", done: "yes" as const };
  await expect(handleReport(f.ctx(own, at()), input)).rejects.toMatchObject({
    code: "own_company",
  });
  await expect(handleReport(f.ctx(it.company.admin, at()), input)).rejects.toMatchObject({
    code: "forbidden",
  });
  const absent = { ...input, report: "00000000-0000-4000-8000-000000000000" };
  await expect(handleReport(f.ctx(staff, at()), absent)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("the partner itself can neither remove nor change what was said of it", async () => {
  const it = await reported();
  const ctx = f.ctx(it.company.admin, at());
  const tries = ["delete from consent_reports", "update consent_reports set message = 'fine'"];
  for (const text of tries) {
    await expect(
      ctx.db.transaction(f.scope(it.company.admin), (db) => db.execute(text)),
    ).rejects.toThrow();
  }
});
