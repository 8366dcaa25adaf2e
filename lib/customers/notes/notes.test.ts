import { reading, type PartnerUser } from "@/lib/ctx";
import { customerView } from "@/lib/views/customer";
import { mergeAsSteward } from "@/testing/merging";
import { ask } from "@/testing/asked";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { setFollowUp } from "../follow-ups/set-follow-up";
import { getCustomer } from "../one/queries";
import { giveRounds } from "../owners/give-rounds";
import { noteInput } from "./schema";
import { writeNote } from "./write-note";

const f = fixture();
const all = { role: "incentives_user", locationId: null } as const;

type It = Awaited<ReturnType<typeof ask>>;
const write = (
  by: PartnerUser,
  { association }: It,
  more: { note?: string; mentions?: string[] } = {},
) =>
  writeNote(f.ctx(by), {
    customer: association.tenantId,
    note: "Call Zoë.",
    mentions: [],
    ...more,
  });
const notes = (reader: PartnerUser, { association }: It) =>
  reading(f.ctx(reader), async (tx) => (await getCustomer(tx, association.tenantId)).notes);
const mails = ({ company }: It) =>
  f.sql<{ to: string; language: string; variables: object }>(
    "select recipient as \"to\", language, variables from emails where template = 'note-mention' and partner_id = $1 order by 1",
    [company.id],
  );

test("K6 a note is read by colleagues; those whom it is pointed out to hear of it, without its words", async () => {
  const it = await ask(f);
  const { admin } = it.company;
  const sanne = await f.user(it.company, { grants: [all], locale: "nl" });
  await write(admin, it, { mentions: [sanne.userId] });
  expect(await notes(sanne, it)).toMatchObject([
    { author: admin.name, body: "Call Zoë.", mentioned: [sanne.name], createdAt: f.now },
  ]);
  const [mail, ...others] = await mails(it);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: sanne.email, language: "nl" });
  expect(mail?.variables).toMatchObject({
    authorName: admin.name,
    tenantId: it.association.tenantId,
  });
  expect(JSON.stringify(mail)).not.toContain("Call");
  const [told] = await f.sql<{ data: object; words: string[] }>(
    "select data, words from audit_log where event = 'note.written' and chain = $1",
    [it.company.id],
  );
  expect(told).toMatchObject({ data: { mentioned: [sanne.userId] }, words: ["proof"] });
  expect(JSON.stringify(told)).not.toContain("Call");
  const view = await reading(f.ctx(sanne), (tx) =>
    customerView(tx, { tenantId: it.association.tenantId, search: {} }),
  );
  expect(view.notes).toMatchObject({
    notes: [{ body: "Call Zoë." }],
    colleagues: [{ name: admin.name }],
  });
});

test("K6 nobody is told of a customer that they do not see, and then nothing is written", async () => {
  const it = await ask(f);
  const elsewhere = await f.location(it.company);
  const local = await f.user(it.company, { grants: [{ ...all, locationId: elsewhere.id }] });
  const left = await f.user(it.company, { grants: [all] });
  await f.sql("update memberships set ended_at = now() where user_id = $1", [left.userId]);
  const rival = await f.partner();
  for (const one of [local, left, rival.admin, await f.user(it.company), it.company.admin])
    expect(await refusedWith(write(it.company.admin, it, { mentions: [one.userId] }))).toBe(
      "mention_unseen",
    );
  expect(await notes(it.company.admin, it)).toEqual([]);
  expect(await mails(it)).toEqual([]);
  // Once the company knows the customer, everybody with a role sees it.
  await f.known(it.company, { id: it.association.tenantId });
  await write(it.company.admin, it, { mentions: [local.userId] });
  expect(await mails(it)).toMatchObject([{ to: local.email }]);
});

test("K6 another partner, a person of another location, the programme and the customer neither read nor write", async () => {
  const it = await ask(f);
  await write(it.company.admin, it);
  const rival = await f.partner();
  await f.known(rival, { id: it.association.tenantId });
  const elsewhere = await f.location(it.company);
  const local = await f.user(it.company, { grants: [{ ...all, locationId: elsewhere.id }] });
  expect(await notes(rival.admin, it)).toEqual([]);
  expect(await refusedWith(notes(local, it))).toBe("not_found");
  const read = await f.db.transaction(f.scope(local), (db) =>
    db.execute("select from customer_notes"),
  );
  expect(read.rowCount).toBe(0);
  expect(await refusedWith(write(local, it))).toBe("not_found");
  expect(await refusedWith(write((await f.partner()).admin, it))).toBe("not_found");
  expect(await refusedWith(write(await f.user(it.company), it))).toBe("no_role");
  for (const actor of [await f.operator(), it.visitor]) {
    const ctx = f.ctx(actor);
    const input = { customer: it.association.tenantId, note: "x", mentions: [] };
    expect(await refusedWith(writeNote(ctx, input))).toBe("forbidden");
    const seen = await f.db.transaction(
      f.scope(actor),
      async (db) => (await db.execute("select from customer_notes")).rowCount,
    );
    expect(seen).toBe(0);
  }
});

test("K6 nobody writes in another's name, changes a note or takes it back", async () => {
  const it = await ask(f);
  await write(it.company.admin, it);
  const other = await f.user(it.company, { grants: [all] });
  const tries = (statement: string) =>
    f.db.transaction(f.scope(it.company.admin), (db) => db.execute(statement));
  const columns = "partner_id, tenant_id, author_id, author_name, mentioned, body, created_at";
  const row = (id: string, name: string) =>
    `insert into customer_notes (${columns}) values ('${it.company.id}', '${it.association.tenantId}', '${id}', '${name}', '{}', 'x', now())`;
  await expect(tries(row(other.userId, other.name))).rejects.toThrow();
  await expect(tries(row(it.company.admin.userId, "Eve"))).rejects.toMatchObject({
    cause: { constraint: "customer_notes_said" },
  });
  await expect(tries("update customer_notes set body = 'y'")).rejects.toThrow();
  await expect(tries("delete from customer_notes")).rejects.toThrow();
});

test("K6 a note is words, of a length that can be read, whatever they hold", () => {
  const customer = crypto.randomUUID();
  const hostile = "<script>alert(1)</script>\u202Eevil\u0007\n{name}";
  expect(noteInput.parse({ customer, note: hostile })).toEqual({
    customer,
    note: "<script>alert(1)</script>evil\n{name}",
    mentions: [],
  });
  for (const note of [undefined, "  \n", "\u200B", "x".repeat(4_001)])
    expect(noteInput.safeParse({ customer, note }).success).toBe(false);
  expect(noteInput.safeParse({ customer, note: "x", mentions: "everybody" }).success).toBe(false);
  expect(noteInput.parse({ customer, note: "x", mentions: [customer, customer] }).mentions).toEqual(
    [customer],
  );
});

test("P18, K6 notes, follow-ups and owners of a tenant become the other's", async () => {
  const it = await ask(f);
  const into = await f.tenant();
  const { admin } = it.company;
  const to = await f.user(it.company, { grants: [all] });
  await write(admin, it);
  await setFollowUp(f.ctx(admin), {
    ...{ customer: it.tenant.id, place: it.association.locationId, assignee: to.userId },
    ...{ line: "Call Zoë", day: "2026-03-12" },
  });
  await giveRounds(f.ctx(admin), {
    rounds: [{ id: it.association.id, seen: admin.userId }],
    owner: to.userId,
  });
  expect(await mergeAsSteward(f, it.tenant, into, f.now)).toBeNull();
  const view = await reading(f.ctx(admin), (tx) =>
    customerView(tx, { tenantId: it.tenant.id, search: {} }),
  );
  expect(view.customer.id).toBe(into.id);
  expect(view).toMatchObject({
    notes: { notes: [{ body: "Call Zoë." }] },
    followUps: { open: [{ line: "Call Zoë", owner: to.name }] },
    owned: { rounds: [{ owner: to.name }] },
  });
  // The old ID leads to it, for a form that was open meanwhile too.
  expect(await writeNote(f.ctx(admin), { customer: it.tenant.id, note: "x", mentions: [] })).toBe(
    into.id,
  );
});
