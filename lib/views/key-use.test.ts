import { createHash, randomUUID } from "node:crypto";
import { verifyStamps } from "@/lib/audit/verify-stamps";
import { countersignStamps } from "@/lib/audit/stamps/countersign";
import { stampHeads } from "@/lib/audit/stamps/stamp-heads";
import { workshopFacts } from "@/lib/consent/facts";
import { transaction } from "@/lib/ctx";
import { databaseKey, keysFor } from "@/lib/keys";
import { deliver } from "@/lib/mail/deliver";
import { post } from "@/lib/mail/post";
import { samplesOf } from "@/lib/mail/samples";
import { codeOf, fillMarks, markOf, secretFor, tokenOf } from "@/lib/mail/tokens";
import { findVisitor } from "@/lib/visitors/find-visitor";
import { reminderSwitch } from "@/lib/visitors/reminder-switch";
import { sendCode } from "@/lib/visitors/send-code";
import { makeStamp, readStamp, sameVisitor } from "@/lib/visitors/stamp";
import { takeCode } from "@/lib/visitors/take-code";
import { seal, unseal } from "@/lib/seal";
import { decodeSession, encodeSession } from "@/lib/web/session-token";
import { ask } from "@/testing/asked";
import { consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { setKeys } from "@/testing/keys";
import { TEST_SECRET } from "@/testing/secret";
import { behind, sent, surveyed } from "@/testing/surveys";
import { resealAccounts } from "@/lib/partners/payee/reseal-accounts";
import { codeSecrets } from "@/db/schema";
import { resealCodes } from "@/lib/people/factors/reseal-codes";
import { keyUse } from "./key-use";

const f = fixture();
const next = "a-newer-key-of-the-ring-in-these-tests";
const rotate = () => setKeys(next, TEST_SECRET);
const removeFormer = () => setKeys(next);
const from = { ipAddress: "192.0.2.1", userAgent: "Firefox" };

afterEach(() => setKeys());

async function writeMail() {
  const sample = samplesOf("nl").find(({ name }) => name === "consent-request")!;
  if (sample.template !== "consent-request") throw new Error("another sample");
  const { variables } = sample;
  const { id: partnerId } = await f.partner();
  const round = { id: randomUUID(), tenantId: randomUUID(), engagementId: randomUUID() };
  const to = `joost-${round.id}@vanrijn.example`;
  const id = await transaction(f.system(), (tx) =>
    post(tx, { template: "consent-request", language: "nl", to, partnerId, variables, round }),
  );
  return { id, token: tokenOf("consent", variables.linkId) };
}
const stateOf = async (id: string) =>
  (
    await f.sql<{ state: string; html: string; mark: string; last_error: string }>(
      "select * from emails where id = $1",
      [id],
    )
  )[0]!;

test("O20 a session, and what was typed before signing in", () => {
  const session = {
    sessionId: randomUUID(),
    userId: randomUUID(),
    expiresAt: new Date("2026-03-10T21:00:00.000Z"),
    secret: "s".repeat(42) + "A",
  };
  const [cookie, sealed] = [encodeSession(session), seal("kept", "/", "typed")];
  rotate();
  expect(decodeSession(cookie)).toEqual(session);
  expect(unseal("kept", "/", sealed)).toBe("typed");
  expect(encodeSession(session)).not.toBe(cookie);
  removeFormer();
  expect(decodeSession(cookie)).toBeNull();
  expect(unseal("kept", "/", sealed)).toBeNull();
});

test("O20 a form's stamp, and whose page it was", () => {
  const visitor = { linkId: randomUUID(), ...from };
  const stamp = makeStamp(visitor, { at: f.now, language: "nl", wordingHash: "a".repeat(64) });
  rotate();
  const read = readStamp(stamp, visitor.linkId);
  expect(read && sameVisitor(read, visitor)).toBe(true);
  expect(read && sameVisitor(read, { ...visitor, userAgent: "Chrome" })).toBe(false);
  removeFormer();
  expect(readStamp(stamp, visitor.linkId)).toBeNull();
});

test("O20 links of consent, survey and reminders lead where they led, also without the former key", async () => {
  const it = await ask(f);
  const survey = await sent(f, await surveyed(f));
  const [row] = await f.sql<{ id: string }>(
    "select id from claim_surveys where claim_id = $1 and kind = 'customer'",
    [survey.claim.id],
  );
  const asked = await behind(f, row!.id);
  const switchOf = () => transaction(f.system(), (tx) => reminderSwitch(tx, it.request));
  const former = await switchOf();
  expect(await switchOf()).toBe(former);
  const off = tokenOf("reminders-off", former);
  rotate();
  const newer = await switchOf();
  expect(newer).not.toBe(former);
  for (const keys of [rotate, removeFormer]) {
    keys();
    const find = (kind: "consent" | "survey" | "reminders-off", token: string) =>
      findVisitor(f.db, kind, token, from);
    expect(await find("consent", it.token)).toMatchObject({ requestId: it.request.id });
    expect(await find("survey", asked.token)).toMatchObject({ requestId: row!.id });
    for (const token of [off, tokenOf("reminders-off", newer)])
      expect(await find("reminders-off", token)).toMatchObject({ requestId: it.request.id });
  }
});

test("O20 a code that waits", async () => {
  const it = await ask(f);
  const answer = { decision: "accept", fullName: "Zoë", reason: "", language: "nl" } as const;
  const codeId = await transaction(f.ctx(it.visitor), async (tx) =>
    sendCode(
      tx,
      {
        request: it.request,
        round: it.association,
        workshop: (await workshopFacts(tx, it.association.id)).workshop,
      },
      answer,
      [],
    ),
  );
  const code = codeOf(codeId);
  rotate();
  expect(codeOf(codeId)).not.toBe(code);
  const stamp = makeStamp(it.visitor, { at: f.now, language: "nl", wordingHash: "a".repeat(64) });
  const take = () => takeCode(f.ctx(it.visitor), { codeId, code, stamp });
  expect((await take()).waiting.id).toBe(codeId);
  removeFormer();
  await expect(take()).rejects.toMatchObject({ code: "code_wrong" });
});

test("O20 an e-mail that waits goes out with the link that the database knows, or fails visibly", async () => {
  const waits = async () => {
    const { waitingMails, lostMails } = await keyUse(f.system());
    return { waitingMails, lostMails };
  };
  rotate();
  const { waitingMails: before } = await waits();
  setKeys();
  const [waiting, late] = [await writeMail(), await writeMail()];
  rotate();
  expect(await waits()).toEqual({ waitingMails: before + 2, lostMails: 0 });
  await deliver(f.system(), waiting.id);
  const { html, mark } = await stateOf(waiting.id);
  const [{ secrets }] = (await f.sql<{ secrets: never }>(
    "select secrets from emails where id = $1",
    [waiting.id],
  )) as [{ secrets: never }];
  expect(fillMarks(html, { mark, secrets })).toContain(`/consent/${waiting.token}`);
  removeFormer();
  expect(await waits()).toEqual({ waitingMails: 0, lostMails: before + 1 });
  expect(() => fillMarks(markOf(mark, "link"), { mark, secrets })).toThrow(/does not hold the key/);
  await deliver(f.system(), late.id);
  const failed = await stateOf(late.id);
  expect(failed).toMatchObject({
    state: "failed",
    last_error: expect.stringMatching(/APP_SECRET/) as unknown,
  });
  expect(secretFor("consent", "x").key).toBe(keysFor("token")[0].id);
});

test("O20 the audit log's stamps, countersigned before the former key goes", async () => {
  await consented(f);
  const at = (minutes: number) => f.system(new Date(f.now.getTime() + minutes * 60_000));
  const faults = async () => (await verifyStamps(f.system())).faults;
  await stampHeads(at(1));
  rotate();
  expect(await faults()).toEqual([]);
  expect((await keyUse(f.system())).stamps).toEqual({ newest: 0, former: 1, unreadable: 0 });
  await consented(f);
  await stampHeads(at(2));
  removeFormer();
  expect(await faults()).toMatchObject([{ fault: "stamp_unreadable" }]);
  expect(await countersignStamps(at(3))).toBe(0);
  rotate();
  expect(await countersignStamps(at(3))).toBe(1);
  expect(await countersignStamps(at(4))).toBe(0);
  expect((await keyUse(f.system())).stamps).toEqual({ newest: 2, former: 0, unreadable: 0 });
  removeFormer();
  expect(await faults()).toEqual([]);
  expect((await keyUse(f.system())).stamps).toEqual({ newest: 2, former: 0, unreadable: 0 });
  setKeys("a-third-key-of-the-ring-in-these-tests", next);
  expect((await keyUse(f.system())).stamps).toEqual({ newest: 0, former: 2, unreadable: 0 });
  expect(await countersignStamps(at(5))).toBe(2);
});

test("O20 since when the newest key is known, and which sessions are older", async () => {
  await f.partner();
  rotate();
  expect(await keyUse(f.system())).toMatchObject({ since: null, sessions: 0 });
  const hash = createHash("sha256").update(databaseKey("worker")).digest();
  await f.sql("insert into private.keys (role, actor, hash) values ('w', 'system', $1)", [hash]);
  const use = await keyUse(f.system());
  expect(use.sessions).toBeGreaterThan(0);
  expect(use.since).not.toBeNull();
  expect(use.keys).toHaveLength(2);
});

test("O20, P28 a bank account, until it is sealed anew", async () => {
  await f.partner();
  rotate();
  const { accounts, lostAccounts } = await keyUse(f.system());
  expect([accounts > 0, lostAccounts]).toEqual([true, 0]);
  removeFormer();
  expect(await keyUse(f.system())).toMatchObject({ accounts: 0, lostAccounts: accounts });
  rotate();
  expect(await resealAccounts(f.system())).toBe(accounts);
  removeFormer();
  expect(await keyUse(f.system())).toMatchObject({ accounts: 0, lostAccounts: 0 });
});

test("O20, U13 the secret of an app for one-time codes, until it is sealed anew", async () => {
  const { admin } = await f.partner();
  const { userId } = admin;
  await transaction(f.owner(), ({ db }) =>
    db.insert(codeSecrets).values({
      ...{ userId, lastStep: 0, addedAt: f.now, key: keysFor("second-factor")[0].id },
      sealed: seal("second-factor", userId, "the secret"),
    }),
  );
  const secret = async () => {
    const [row] = await f.sql<{ sealed: string }>(
      "select sealed from code_secrets where user_id = $1",
      [userId],
    );
    return unseal("second-factor", userId, row?.sealed ?? "");
  };
  expect(await keyUse(f.system())).toMatchObject({ codes: 0, lostCodes: 0 });
  rotate();
  expect(await keyUse(f.system())).toMatchObject({ codes: 1, lostCodes: 0 });
  removeFormer();
  expect(await keyUse(f.system())).toMatchObject({ codes: 0, lostCodes: 1 });
  // What nobody can read stays as it is, and hinders nothing.
  expect([await resealCodes(f.system()), await secret()]).toEqual([0, null]);
  rotate();
  expect([await resealCodes(f.system()), await resealCodes(f.system())]).toEqual([1, 0]);
  removeFormer();
  expect(await keyUse(f.system())).toMatchObject({ codes: 0, lostCodes: 0 });
  expect(await secret()).toBe("the secret");
});
