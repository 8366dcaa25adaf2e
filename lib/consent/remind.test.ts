import { POST, GET } from "@/app/(public)/reminders-off/[token]/route";
import type { EmailSecrets } from "@/db/schema";
import { hashToken, tokenOf } from "@/lib/mail/tokens";
import { addRequest, ask, type Asked } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { getDatabase } from "@/lib/web/database";
import { remind } from "./remind";
import { stopReminders } from "./stop-reminders";

const f = fixture();
afterAll(() => getDatabase().close());
const DAY = 86_400_000;
/** 10 March 2026, 10:00 in Amsterdam, and so many days later. */
const day = (days: number, hours = 0) =>
  f.system(new Date(f.now.getTime() + days * DAY + hours * 3_600_000));
const mailsOf = (template: string, associationId: string) =>
  f.sql<{
    recipient: string;
    language: string;
    variables: { daysLeft: number; linkId: string };
    headers: Record<string, string> | null;
    mark: string;
    secrets: EmailSecrets;
  }>(
    `select e.* from emails e join associations a on a.id = $2 and a.partner_id = e.partner_id
     where e.template = $1 and (e.association_id is null or e.association_id = a.id) order by e.created_at, e.recipient`,
    [template, associationId],
  );
const links = (requestId: string) =>
  f.sql<{ id: string }>("select id from consent_links where request_id = $1", [requestId]);

test("D13 customers are reminded 14, 7, 3 and 1 days before the deadline, each with a link of its own", async () => {
  const { association, request } = await ask(f);
  for (let hour = 0; hour <= 31 * 24; hour += 6) await remind(day(0, hour));
  const mails = await mailsOf("consent-reminder", association.id);
  expect(mails.map(({ variables }) => variables.daysLeft)).toEqual([14, 7, 3, 1]);
  expect(new Set(mails.map(({ recipient }) => recipient))).toEqual(new Set([request.contactEmail]));
  const made = (await links(request.id)).map(({ id }) => id);
  for (const { variables } of mails) expect(made).toContain(variables.linkId);
  expect(new Set(mails.map(({ variables }) => variables.linkId)).size).toBe(4);
  expect(
    await f.sql("select from audit_log where event = 'consent.reminded' and subject_id = $1", [
      association.id,
    ]),
  ).toHaveLength(4);
});

test("D13 run twice, in parallel, or after days of standstill: one reminder", async () => {
  const { association } = await ask(f);
  await Promise.all([remind(day(28)), remind(day(28)), remind(day(28))]);
  await remind(day(28, 1));
  const mails = await mailsOf("consent-reminder", association.id);
  expect(mails.map(({ variables }) => variables.daysLeft)).toEqual([2]);
  await remind(day(29));
  expect(await mailsOf("consent-reminder", association.id)).toHaveLength(2);
});

test.each([
  [
    "the partner turned them off",
    (it: Asked) =>
      f.sql("update consent_requests set reminders_on = false where id = $1", [it.request.id]),
  ],
  [
    "the last e-mail bounced",
    (it: Asked) =>
      f.sql(
        `insert into emails (partner_id, association_id, template, language, recipient, variables, state, created_at, state_at)
       values ($1, $2, 'consent-request', 'en', 'x@y.example', '{}', 'bounced', $3, $3)`,
        [it.company.id, it.association.id, f.now],
      ),
  ],
  [
    "the round has ended",
    (it: Asked) =>
      f.sql("update associations set ended_at = $2, end_reason = 'cancelled' where id = $1", [
        it.association.id,
        f.now,
      ]),
  ],
])("no reminder when %s", async (_name, change) => {
  const it = await ask(f);
  await change(it);
  await remind(day(23));
  expect(await mailsOf("consent-reminder", it.association.id)).toEqual([]);
});

test("D21 an e-mail that came back for now ends no reminders: the next one tries anew", async () => {
  const it = await ask(f);
  await f.sql(
    `insert into emails (partner_id, association_id, template, language, recipient, variables, state, created_at, state_at)
     values ($1, $2, 'consent-request', 'en', 'x@y.example', '{}', 'returned', $3, $3)`,
    [it.company.id, it.association.id, f.now],
  );
  await remind(day(23));
  expect(await mailsOf("consent-reminder", it.association.id)).toHaveLength(1);
});

test("D11 only the contact of the present request is reminded", async () => {
  const it = await ask(f);
  await f.sql("update consent_requests set replaced_at = $2 where id = $1", [it.request.id, f.now]);
  const second = await addRequest(f, it.company, it.association, {
    contactEmail: "second@customer.example",
  });
  await remind(day(23));
  const mails = await mailsOf("consent-reminder", it.association.id);
  expect(mails.map(({ recipient }) => recipient)).toEqual([second.contactEmail]);
});

test("D13 the partner is reminded of requests never sent, by who added the customer", async () => {
  const company = await f.partner({ admin: { locale: "nl" } });
  const round = await f.association(company, await f.tenant(), await f.engagement());
  for (let hour = 0; hour <= 31 * 24; hour += 8) await remind(day(0, hour));
  const mails = await mailsOf("partner-not-sent", round.id);
  expect(mails.map(({ variables }) => variables.daysLeft)).toEqual([14, 7, 3, 1]);
  expect(
    mails.every(
      ({ recipient, language }) => recipient === company.admin.email && language === "nl",
    ),
  ).toBe(true);
});

test("D13 when who added the customer has left, the admins are reminded", async () => {
  const company = await f.partner();
  const left = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  const round = await f.association(company, await f.tenant(), await f.engagement(), {
    createdBy: left.userId,
  });
  await f.sql("update users set disabled_at = now() where id = $1", [left.userId]);
  await remind(day(23));
  expect((await mailsOf("partner-not-sent", round.id)).map(({ recipient }) => recipient)).toEqual([
    company.admin.email,
  ]);
});

describe("no more reminders (RFC 8058)", () => {
  async function reminded() {
    const it = await ask(f);
    await remind(day(23));
    const [mail] = await mailsOf("consent-reminder", it.association.id);
    const { id } = mail!.secrets.off!;
    return { it, mail: mail!, id, token: tokenOf("reminders-off", id) };
  }
  const call = (handler: typeof POST, method: string, token: string, init: RequestInit = {}) =>
    handler(new Request(`http://localhost:3000/reminders-off/${token}`, { method, ...init }), {
      params: Promise.resolve({ token }),
    });
  const isOn = async (it: Asked) =>
    (
      await f.sql<{ on: boolean }>(
        "select reminders_on as on from consent_requests where id = $1",
        [it.request.id],
      )
    )[0]!.on;

  test("a reminder carries the address; what is stored is only the token's hash", async () => {
    const { mail, id, token } = await reminded();
    expect(mail.headers).toEqual({
      "List-Unsubscribe": `<http://localhost:3000/reminders-off/${mail.mark}-off>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const [row] = await f.sql<{ token_hash: Buffer }>(
      "select token_hash from reminder_switches where id = $1",
      [id],
    );
    expect(row!.token_hash.equals(hashToken(token))).toBe(true);
  });

  test("one click from anywhere stops the reminders and is no answer; opening the address does not", async () => {
    const { it, token } = await reminded();
    const opened = await call(GET, "GET", token);
    expect([opened.status, await isOn(it)]).toEqual([200, true]);
    expect(await opened.text()).not.toContain("<script");

    const click = {
      body: "List-Unsubscribe=One-Click",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    };
    expect((await call(POST, "POST", token, click)).status).toBe(200);
    expect((await call(POST, "POST", token, click)).status).toBe(200);
    expect(await isOn(it)).toBe(false);
    await remind(day(27));
    expect(await mailsOf("consent-reminder", it.association.id)).toHaveLength(1);
    const [round] = await f.sql("select ended_at, consented_at from associations where id = $1", [
      it.association.id,
    ]);
    expect(round).toEqual({ ended_at: null, consented_at: null });
    expect(
      await f.sql(
        "select from audit_log where event = 'consent.reminders_stopped' and subject_id = $1",
        [it.association.id],
      ),
    ).toHaveLength(1);
  });

  test("the page is in the contact's language, and offers the other, known or not", async () => {
    const { token } = await reminded();
    for (const [address, status] of [
      [token, 200],
      ["x", 404],
    ] as const) {
      const dutch = await GET(
        new Request(`http://localhost:3000/reminders-off/${address}?lang=nl`),
        { params: Promise.resolve({ token: address }) },
      );
      const html = await dutch.text();
      expect([dutch.status, html.includes('<html lang="nl">')]).toEqual([status, true]);
      expect(html).toContain(`href="/reminders-off/${address}?lang=en"`);
    }
  });

  test("an address that is not ours, and a token for another purpose, are unknown", async () => {
    const { it, id } = await reminded();
    for (const token of [tokenOf("consent", id), it.token, "x", "A".repeat(43)]) {
      expect((await call(POST, "POST", token)).status).toBe(404);
    }
    expect(await isOn(it)).toBe(true);
    await expect(stopReminders(f.ctx(it.company.admin))).rejects.toThrow("forbidden");
  });
});

test("nobody but the schedule reminds", async () => {
  const company = await f.partner();
  await expect(remind(f.ctx(company.admin))).rejects.toThrow("forbidden");
});
