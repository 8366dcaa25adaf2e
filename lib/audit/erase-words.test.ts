import { randomUUID } from "node:crypto";
import { reading, transaction } from "../ctx";
import { consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { tampering } from "@/testing/audit-faults";
import { compareFacts } from "./compare";
import { eraseWords } from "./erase-words";
import { events, isEventName, tellEvent, wordsOf } from "./events";
import { record } from "./record";
import { unreadEvents } from "./unread-events";
import { verifyAudit } from "./verify";

const f = fixture({ tampers: true });
const tamper = tampering(f);
const email = "zoe@vanrijn.example";

/** A chain with words in rows 1 and 3. */
async function chain(): Promise<string> {
  const partnerId = randomUUID();
  const reported = (message: string) =>
    transaction(f.system(), (tx) =>
      record(tx, {
        event: "consent.undelivered",
        subjectId: null,
        partnerId,
        data: { emailId: partnerId, state: "bounced", contactEmail: message },
      }),
    );
  await reported(email);
  await transaction(f.system(), (tx) =>
    record(tx, { event: "consent.free_again", subjectId: null, partnerId, data: {} }),
  );
  await reported("other@vanrijn.example");
  return partnerId;
}
const faults = async (partnerId: string) =>
  (await reading(f.system(), (tx) => verifyAudit(tx, { atMost: 100_000 }))).faults
    ?.filter((one) => one.chain === partnerId)
    .map(({ seq, fault }) => [seq, fault]);
const erase = (partnerId: string, rows: number[]) =>
  transaction(f.system(), (tx) => eraseWords(tx, { partnerId, rows }));
const row = async (partnerId: string, seq: number) =>
  (
    await f.sql<{ text: string; event: string; data: object }>(
      "select l::text as text, event, data from audit_log l where chain = $1 and seq = $2",
      [partnerId, seq],
    )
  )[0]!;

test("O23 erased words are gone for good, and the chain is whole", async () => {
  const partnerId = await chain();
  const before = await row(partnerId, 1);
  expect(before.text).toContain(email);
  expect(await erase(partnerId, [1, 2])).toBe(1);
  expect((await row(partnerId, 1)).text).not.toMatch(/zoe|vanrijn/);
  expect((await row(partnerId, 3)).text).toContain("other@vanrijn.example");
  expect(await faults(partnerId)).toEqual([]);
  const unread = await reading(f.system(), (tx) => unreadEvents(tx));
  expect(unread.filter((one) => one.chain === partnerId)).toEqual([]);
  const { event, data } = await row(partnerId, 1);
  expect(tellEvent(event, data)).toMatchObject({ event, params: { contactEmail: "…" } });
});

test("O23 an answer whose words were erased is still the one of the log", async () => {
  const it = await consented(f);
  const rows = await f.sql<{ seq: number }>(
    "select seq::int from audit_log where chain = $1 and words is not null",
    [it.company.id],
  );
  expect(
    await erase(
      it.company.id,
      rows.map(({ seq }) => seq),
    ),
  ).toBe(rows.length);
  const compared = async () =>
    (await reading(f.system(), (tx) => compareFacts(tx))).filter(
      (one) => one.chain === it.company.id,
    );
  expect(await compared()).toEqual([]);
  await tamper("update consent_decisions set decision = 'decline' where association_id = $1", [
    it.association.id,
  ]);
  expect(await compared()).not.toEqual([]);
});

test.each([
  [
    "other words",
    "words changed",
    `update audit_log set data = data || '{"contactEmail": "x@y.example"}' where chain = $1 and seq = 1`,
  ],
  [
    "another salt",
    "words changed",
    "update audit_log set words_salt = 'x' where chain = $1 and seq = 1",
  ],
  [
    "no words, with the salt",
    "words changed",
    "update audit_log set data = data - words where chain = $1 and seq = 1",
  ],
  [
    "erased without an event",
    "words gone",
    "update audit_log set data = data - words, words_salt = null where chain = $1 and seq = 1",
  ],
  ["another hash", "changed", "update audit_log set words_hash = 'x' where chain = $1 and seq = 1"],
  [
    "a fact called words",
    "changed",
    "update audit_log set words = words || '{state}' where chain = $1 and seq = 1",
  ],
] as const)("O23 found: %s", async (_, fault, statement) => {
  const partnerId = await chain();
  expect(await faults(partnerId)).toEqual([]);
  await tamper(statement, [partnerId]);
  expect(await faults(partnerId)).toContainEqual([1, fault]);
});

test("O23 words put back after they were erased are found", async () => {
  const partnerId = await chain();
  await erase(partnerId, [1]);
  await tamper(
    `update audit_log set data = data || '{"contactEmail": "x@y.example"}' where chain = $1 and seq = 1`,
    [partnerId],
  );
  expect(await faults(partnerId)).toEqual([[1, "words gone"]]);
});

test("O23 nobody changes a row but to take its words, and only the product itself does", async () => {
  const partnerId = await chain();
  for (const change of [
    "data = '{}'",
    "words_salt = null",
    "words = null, words_salt = null",
    "at = now()",
  ]) {
    await expect(
      f.sql(`update audit_log set ${change} where chain = $1`, [partnerId]),
    ).rejects.toThrow(/only ever appended/);
  }
  const { admin } = await f.partner();
  const { sql } = await import("drizzle-orm");
  await expect(
    transaction(f.ctx(admin), (tx) => tx.db.execute(sql`select audit_erase(${partnerId})`)),
  ).rejects.toThrow();
});

test("O23 what people write is words in every event", () => {
  const named =
    /mail$|name$|^(reason|note|message|why|colleague|answers|ipAddress|userAgent|proof|comment|mismatchReason)$/i;
  const codes = [
    "round.ended.reason",
    "consent.closed.why",
    "survey.closed.why",
    "files.swept.why",
    "claim.submitted.comment",
  ];
  // Of organisations, which are nobody (P18).
  const tenants = ["domain_moved", "domain_received", "merged", "received"].flatMap((one) => [
    `tenant.${one}.fromName`,
    `tenant.${one}.intoName`,
  ]);
  // Of files of the programme (P14).
  const files = ["template.added.name", "template.removed.name"];
  const missed = Object.keys(events).flatMap((name) => {
    if (!isEventName(name)) return [];
    const words = wordsOf(name);
    return Object.keys(events[name].shape)
      .filter((key) => named.test(key) && !words.includes(key))
      .map((key) => `${name}.${key}`);
  });
  expect(missed.sort()).toEqual([...codes, ...tenants, ...files].sort());
});
