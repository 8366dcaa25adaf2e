import { Readable } from "node:stream";
import { reading, type Operator } from "@/lib/ctx";
import { receive } from "@/lib/files/receive";
import { fixture } from "@/testing/fixture";
import { refusedWith } from "@/testing/refusal";
import { beginImport } from "./begin-import";
import { goneRows } from "./gone-rows";
import { getRun, listRemovals } from "./queries";
import { receiveImport } from "./receive-import";
import { correctImport } from "./correct-import";
import { correctImportInput, type ImportKindName } from "./schema";
import { stopImport } from "./stop-import";
import { workImport } from "./work";

/** P23: rows that are gone from a file are left alone, unless somebody says that it is the whole list, and says so again. */
const f = fixture();
let manager: Operator;
let steward: Operator;
beforeAll(async () => {
  manager = await f.operator({ roles: ["partner_manager"] });
  steward = await f.operator({ roles: ["data_steward"] });
});

const whoOf = (kind: ImportKindName) => (kind === "tenants" ? steward : manager);
const work = (id: string) => workImport(f.system(), id, () => f.now);
const run = (id: string) => reading(f.ctx(manager), (tx) => getRun(tx, id));
async function look(kind: ImportKindName, text: string, { whole = true } = {}) {
  const file = await receive(Readable.from([Buffer.from(text)]), { most: 1_000_000 });
  const id = await receiveImport(f.ctx(whoOf(kind)), { kind, name: "list.csv", file });
  await work(id);
  if (!whole) return run(id);
  await correctImport(
    f.ctx(whoOf(kind)),
    correctImportInput.parse({ id, pass: String((await run(id)).pass), wholeList: "yes" }),
  );
  await work(id);
  return run(id);
}
const begin = ({ id, kind }: { id: string; kind: ImportKindName }, more = {}) =>
  beginImport(f.ctx(whoOf(kind)), { id, ...more });
async function removals(id: string) {
  const found = await run(id);
  const rows = await reading(f.ctx(manager), (tx) =>
    listRemovals(tx, found, { after: 0, most: 100 }),
  );
  return rows.map(
    ({ name, becomes, code }) => `${name} ${becomes}${code === null ? "" : ` ${code}`}`,
  );
}
async function takeAll(kind: ImportKindName, text: string, more = {}) {
  const found = await look(kind, text);
  await begin(found, { remove: String(found.gone), ...more });
  await work(found.id);
  return { found, after: await run(found.id) };
}

test("P23 locations: enrolled ones rest, those on their way are over, their admins are told; only after the number was typed", async () => {
  const company = await f.partner({ locations: [{}, {}, { enrolment: "invited" }] });
  const [a, b, c] = company.locations;
  const others = await f.sql<{ name: string; mpn: string }>(
    "select p.name, l.mpn_id as mpn from locations l join partners p on p.id = l.partner_id where p.id <> $1 and l.enrolment not in ('inactive', 'discontinued')",
    [company.id],
  );
  const rows = [...others, { name: company.name, mpn: a?.mpnId }];
  const text = `Partner,MPN ID\n${rows.map(({ name, mpn }) => `"${name}",${mpn}`).join("\n")}\n`;
  const alone = await look("partners", text, { whole: false });
  expect(alone).toMatchObject({ gone: null, refused: 0 });
  expect(await refusedWith(begin(alone, { remove: "0" }))).toBe("import_moved");
  const found = await look("partners", text);
  expect(found).toMatchObject({ state: "previewed", made: 0, changed: 0, refused: 0, gone: 2 });
  const names = [b, c].map((one) => `${company.name}: ${one?.name} (${one?.mpnId})`);
  expect((await removals(found.id)).sort()).toEqual(
    [`${names[0]} location_rests`, `${names[1]} location_ends`].sort(),
  );
  expect(await refusedWith(begin(found, { remove: "3", reason: "Left" }))).toBe(
    "import_gone_count",
  );
  expect(await refusedWith(begin(found, { remove: "2" }))).toBe("import_gone_reason");
  await begin(found, { remove: "2", reason: "Left the programme" });
  await work(found.id);
  expect(await run(found.id)).toMatchObject({ state: "done", removed: 2, stayed: 0 });
  const states =
    "select enrolment from locations where partner_id = $1 order by array_position($2::text[], mpn_id)";
  expect(await f.sql(states, [company.id, company.locations.map(({ mpnId }) => mpnId)])).toEqual([
    { enrolment: "enrolled" },
    { enrolment: "inactive" },
    { enrolment: "discontinued" },
  ]);
  expect(
    await f.sql(
      "select distinct reason from enrolment_moves where location_id = any ($1) and to_state in ('inactive', 'discontinued')",
      [[b?.id, c?.id]],
    ),
  ).toEqual([{ reason: "Left the programme" }]);
  expect(
    await f.sql(
      "select count(*)::int as n from emails where template = 'enrolment-moved' and partner_id = $1",
      [company.id],
    ),
  ).toEqual([{ n: 2 }]);
  expect(await look("partners", text)).toMatchObject({ gone: 0 });
});

test("P23 people: roles and invitations that are in no row go, at the companies of the file alone; the last admin stays, and says why", async () => {
  const company = await f.partner();
  const rival = await f.partner();
  const [place] = company.locations;
  const user = await f.user(company, { grants: [{ role: "incentives_user", locationId: null }] });
  const head = "Partner ID,MPN ID,E-mail,Role";
  const invite = `${head}\n${company.id},company,old@mail.example,user\n`;
  const first = await look("people", invite, { whole: false });
  await begin(first);
  await work(first.id);
  const text = `${head}\n${company.id},${place?.mpnId},new@mail.example,user\n`;
  const { found, after } = await takeAll("people", text);
  expect(found).toMatchObject({ made: 1, gone: 3 });
  expect(after).toMatchObject({ state: "done", made: 1, removed: 2, stayed: 1 });
  const told = await removals(found.id);
  expect(told.filter((one) => one.endsWith("admin_role last_admin"))).toHaveLength(1);
  expect(told).toContain(`${company.name}: old@mail.example invitation`);
  const roles = "select role from role_grants where partner_id = $1";
  expect(await f.sql(roles, [company.id])).toEqual([{ role: "incentives_admin" }]);
  expect(await f.sql(roles, [rival.id])).toHaveLength(1);
  const events = await f.sql<{ event: string }>(
    "select event from audit_log where chain = $1 and subject_id = $2",
    [company.id, user.userId],
  );
  expect(events.at(-1)).toEqual({ event: "person.roles_changed" });
});

test("P23 known customers: those with whom something was begun stay known; a file with refused rows removes nothing", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const [kept, gone, begun, rivals] = await Promise.all(
    [1, 2, 3, 4].map(() => f.tenant({ eligibleFor: [engagement] })),
  );
  const rival = await f.partner();
  const line = (at: { id: string }, tenant?: { id: string }) => `${at.id},${tenant?.id}\n`;
  const head = "Partner ID,Tenant\n";
  const all =
    head + [kept, gone, begun].map((one) => line(company, one)).join("") + line(rival, rivals);
  const first = await look("known", all, { whole: false });
  await begin(first);
  await work(first.id);
  await f.association(company, begun!, engagement, { origin: "claimed" });
  const text = head + line(company, kept);
  expect(await look("known", `${text}${company.id},no-such-tenant\n`)).toMatchObject({
    refused: 1,
    gone: null,
  });
  const { found, after } = await takeAll("known", text);
  expect(found).toMatchObject({ made: 0, unchanged: 1, gone: 1 });
  expect(after).toMatchObject({ state: "done", removed: 1, stayed: 0 });
  const known = await f.sql<{ id: string }>(
    "select tenant_id as id from known_customers where partner_id = any ($1)",
    [[company.id, rival.id]],
  );
  expect(known.map(({ id }) => id).sort()).toEqual(
    [kept, begun, rivals].map((one) => one!.id).sort(),
  );
  expect(
    await f.sql("select count(*)::int as n from customers where tenant_id = $1", [gone!.id]),
  ).toEqual([{ n: 0 }]);
  expect(
    await f.sql("select event from audit_log where chain = $1 order by seq desc limit 1", [
      company.id,
    ]),
  ).toEqual([{ event: "customer.unlisted" }]);
  expect(await f.sql("select * from projection_faults()")).toEqual([]);
});

test("P23 tenants: what is gone is not allowed any more, until a file has it again; what moved since the look stays; stopped and gone on with", async () => {
  const engagement = await f.engagement();
  const [kept, gone, moved] = await Promise.all(
    [1, 2, 3].map(() => f.tenant({ eligibleFor: [engagement] })),
  );
  const others = await f.sql<{ id: string }>("select id from tenants where id <> all ($1)", [
    [gone!.id, moved!.id],
  ]);
  const text = `tenant_id\n${others.map(({ id }) => id).join("\n")}\n`;
  const found = await look("tenants", text);
  expect(found).toMatchObject({ made: 0, gone: 2 });
  await begin(found, { remove: "2" });
  await stopImport(f.ctx(steward), { id: found.id });
  await work(found.id);
  expect(await run(found.id)).toMatchObject({ state: "stopped", removed: 0 });
  await f.sql("update tenants set revision = revision + 1 where id = $1", [moved!.id]);
  await begin(found);
  await work(found.id);
  expect(await run(found.id)).toMatchObject({ state: "done", removed: 1, stayed: 1 });
  const barred = "select id from tenants where barred_for = 'not_listed'";
  expect(await f.sql(barred)).toEqual([{ id: gone!.id }]);
  expect(
    await f.sql("select data from audit_log where event = 'import.done' and subject_id = $1", [
      found.id,
    ]),
  ).toMatchObject([{ data: { removed: 1, stayed: 1 } }]);
  let file = "";
  const words = (code: string) => `why ${code}`;
  for await (const piece of goneRows(f.ctx(steward), {
    id: found.id,
    locale: "en",
    form: "comma",
    words,
  }))
    file += piece;
  expect(file).toContain("Removed");
  expect(file).toContain("why import_gone_moved");
  const back = await look("tenants", `tenant_id\n${gone!.id}\n${kept!.id}\n`, { whole: false });
  expect(back).toMatchObject({ changed: 1, unchanged: 1, refused: 0 });
  await begin(back);
  await work(back.id);
  expect(await f.sql(barred)).toEqual([]);
  expect(
    await f.sql("select event from audit_log where subject_id = $1 order by seq desc limit 1", [
      gone!.id,
    ]),
  ).toEqual([{ event: "tenant.allowed" }]);
});
