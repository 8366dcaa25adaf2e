import { createReadStream } from "node:fs";
import { readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { reading, transaction, type Operator } from "@/lib/ctx";
import { databaseError, Refusal } from "@/lib/errors";
import { exportPartners } from "@/lib/partners/file/export";
import { lockPartner } from "@/lib/partners/partner.queries";
import { changeLocation } from "@/lib/partners/locations/change-location";
import { changeLocationInput } from "@/lib/partners/schema";
import { receive } from "@/lib/files/receive";
import { fixture } from "@/testing/fixture";
import { bookOf } from "@/testing/workbooks";
import { refusedWith } from "@/testing/refusal";
import { alone } from "./alone";
import { beginImport } from "./begin-import";
import { correctImport } from "./correct-import";
import { getRun, listRefusals } from "./queries";
import { receiveImport } from "./receive-import";
import { refusedRows } from "./refused-rows";
import { correctImportInput, type ImportKindName } from "./schema";
import { stopImport } from "./stop-import";
import { takeTurn } from "../turn";
import { workImport } from "./work";

const f = fixture();
let manager: Operator;
let steward: Operator;
beforeAll(async () => {
  manager = await f.operator({ roles: ["partner_manager"] });
  steward = await f.operator({ roles: ["data_steward"] });
});
let mark = 0;
const mpn = () => String(8_100_000 + ++mark);
const later = new Date(f.now.getTime() + 60_000);

type Who = { who?: Operator; name?: string };
const whoOf = (kind: ImportKindName) => (kind === "tenants" ? steward : manager);
async function send(
  kind: ImportKindName,
  text: string | Buffer,
  { who = whoOf(kind), name = "file.csv" }: Who = {},
): Promise<string> {
  const file = await receive(Readable.from([Buffer.from(text)]), { most: 100_000_000 });
  return receiveImport(f.ctx(who), { kind, name, file });
}
const work = (id: string, clock = () => f.now) => workImport(f.system(), id, clock);
const run = (id: string, who = manager) => reading(f.ctx(who), (tx) => getRun(tx, id));
const begin = (id: string, who = manager) => beginImport(f.ctx(who), { id });
async function told(id: string) {
  const found = await run(id);
  return reading(f.ctx(manager), async (tx) =>
    (await listRefusals(tx, found, { after: 0, most: 1_000 })).map(
      ({ line, column, code }) => `${line} ${column}:${code}`,
    ),
  );
}
const counts = ({ state, made, changed, unchanged, refused }: Awaited<ReturnType<typeof run>>) => ({
  state,
  made,
  changed,
  unchanged,
  refused,
});
async function preview(kind: ImportKindName, text: string | Buffer, options: Who = {}) {
  const id = await send(kind, text, options);
  await work(id);
  return { id, found: await run(id) };
}
async function importing(kind: ImportKindName, text: string | Buffer, options: Who = {}) {
  const { id, found } = await preview(kind, text, options);
  if (found.state !== "previewed") return { id, before: found, after: found };
  await begin(id, options.who ?? whoOf(kind));
  await work(id);
  return { id, before: found, after: await run(id) };
}
const head =
  "Partner,Partner country,MPN ID,Location,City,Country,Time zone,Qualification,First day,Last day,Enrolment";
const key = "solutions-partner:security";

test("P22, P25, P26 a file makes partners, locations and qualifications by the acts of pages; a look counts the same; the same file again changes nothing", async () => {
  const [a, b] = [mpn(), mpn()];
  const text = `${head}
File One,NL,${a},File One Delft,Delft,Netherlands,,${key}|solutions-partner:modern-work,2026-01-01|31-12-2025,|31-12-2026,Invited
File One,NL,${b},File One Gent,Gent,BE,,,,,
`;
  const { id, before, after } = await importing("partners", text);
  expect(counts(before)).toEqual({
    state: "previewed",
    made: 2,
    changed: 0,
    unchanged: 0,
    refused: 0,
  });
  expect(before.sample).toMatchObject([
    { line: 2, outcome: "new", values: { timeZone: "Europe/Amsterdam", country: "NL" } },
    { line: 3 },
  ]);
  expect(counts(after)).toEqual({ ...counts(before), state: "done" });
  const rows = await f.sql(
    `select l.mpn_id, p.name, l.country, l.time_zone, l.enrolment, l.changed_by = $2 as by from locations l join partners p on p.id = l.partner_id where mpn_id = any ($1) order by 1`,
    [[a, b], manager.userId],
  );
  expect(rows).toEqual([
    {
      mpn_id: a,
      name: "File One",
      country: "NL",
      time_zone: "Europe/Amsterdam",
      enrolment: "invited",
      by: true,
    },
    {
      mpn_id: b,
      name: "File One",
      country: "BE",
      time_zone: "Europe/Brussels",
      enrolment: "invited",
      by: true,
    },
  ]);
  const events = await f.sql(
    `select event, actor_kind from audit_log where actor_id = $1 and (chain in (select id::text from partners where name = 'File One') or subject_id = $2) order by event`,
    [manager.userId, id],
  );
  expect(events.map(({ event, actor_kind }) => `${String(event)} ${String(actor_kind)}`)).toEqual(
    [
      "import.begun",
      "import.done",
      "location.created",
      "location.created",
      "location.qualified",
      "location.qualified",
      "partner.created",
    ].map((one) => `${one} operator`),
  );
  const again = await importing("partners", text);
  expect(counts(again.before)).toMatchObject({ made: 0, changed: 0, unchanged: 2, refused: 0 });
  expect(counts(again.after)).toMatchObject({ state: "done", unchanged: 2 });
});

test("P19 tenants come in by the page as by the command, as whoever began it; again changes nothing", async () => {
  const id = "0a6f1c5e-8f2b-4a0e-9f0d-0000000000aa";
  const text = `tenant_id;name;country;tpid;domains;as_of;teams_pau;azure_acr_usd_month\n${id};Müller;DE;900001;m-a.example;2026-02;310;1250,5\nx;Y;DE;;;;;\n`;
  const { id: importId, before, after } = await importing("tenants", text);
  expect(counts(before)).toEqual({
    state: "previewed",
    made: 1,
    changed: 0,
    unchanged: 0,
    refused: 1,
  });
  expect(before.recognised).toMatchObject({ encoding: "utf-8", separator: ";", header: 1 });
  expect(before.sample).toMatchObject([
    {
      line: 2,
      outcome: "read",
      values: { name: "Müller", azure_acr_usd_month: "1250.5", as_of: "2026-02" },
    },
    {
      line: 3,
      outcome: "refused",
      values: { tenant_id: "x" },
      errors: [{ field: "tenant_id", code: "import_tenant_id" }],
    },
  ]);
  expect(counts(after)).toEqual({ ...counts(before), state: "done" });
  expect(await f.sql("select name, country from tenants where id = $1", [id])).toEqual([
    { name: "Müller", country: "DE" },
  ]);
  expect(await told(importId)).toEqual(["3 tenant_id:import_tenant_id"]);
  const again = await importing("tenants", text);
  expect(counts(again.after)).toMatchObject({
    state: "done",
    made: 0,
    changed: 0,
    unchanged: 1,
    refused: 1,
  });
});

test("P21 what a spreadsheet broke is told by name, at its column; good rows go in all the same", async () => {
  const [good, other] = [mpn(), mpn()];
  const foreign = await f.partner();
  await importing("partners", `${head}\nZeros,NL,00${good},Zeros,Delft,NL,,,,,\n`);
  const cases: [row: string, said: string][] = [
    [`Bad,NL,"1,23457E+06",A,Delft,NL,,,,,`, "mpnId:import_scientific"],
    [`Bad,NL,${good},A,Delft,NL,,,,,`, "mpnId:import_zeros"],
    [`Bad,NL,12a45,A,Delft,NL,,,,,`, "mpnId:invalid_mpn_id"],
    [`Bad,NL,,A,Delft,NL,,,,,`, "mpnId:required_mpn_id"],
    [`Bad,NL,${other},=A1&B1,Delft,NL,,,,,`, "name:import_formula"],
    [`Bad,NL,${other},#N/A,Delft,NL,,,,,`, "name:import_formula"],
    [`Bad,NL,${other},,Delft,NL,,,,,`, "name:required_name"],
    [`Bad,NL,${other},A,,NL,,,,,`, "city:required_city"],
    [`Bad,NL,${mpn()},A,Delft,XX,,,,,`, "country:required_country"],
    [`Bad,XX,${mpn()},A,Delft,NL,,,,,`, "partnerCountry:required_country"],
    [`Bad,,${mpn()},A,Delft,NL,,,,,`, "partnerCountry:required_country"],
    [`Bad,NL,${mpn()},A,Delft,NL,Europe/Nowhere,,,,`, "timeZone:invalid_time_zone"],
    [`Bad,US,${mpn()},A,Springfield,US,,,,,`, "timeZone:which_time_zone"],
    [`Bad,NL,${mpn()},A,Delft,NL,,security,2026-01-01,,`, "qualification:import_qualification"],
    [`Bad,NL,${mpn()},A,Delft,NL,,${key},12/31/2026,,`, "validFrom:invalid_date"],
    [`Bad,NL,${mpn()},A,Delft,NL,,${key},46387,,`, "validFrom:import_day_number"],
    [`Bad,NL,${mpn()},A,Delft,NL,,${key},,,`, "validFrom:required"],
    [`Bad,NL,${mpn()},A,Delft,NL,,${key},2026-02-01,2026-01-01,`, "validUntil:dates_out_of_order"],
    [`Bad,NL,${mpn()},A,Delft,NL,,${key}|${key},2026-02-01,,`, "validFrom:import_as_many"],
    [
      `Bad,NL,${mpn()},A,Delft,NL,,${key}|${key},2026-02-01|2026-03-01,,`,
      "validFrom:qualification_twice",
    ],
    [`Bad,NL,${mpn()},A,Delft,NL,,,,,Enrolled`, "enrolment:import_enrolment"],
    [`Bad,NL,${foreign.location.mpnId},A,Delft,NL,,,,,`, "mpnId:import_of_another"],
    [`,,${mpn()},A,Delft,NL,,,,,`, "partner:required_name"],
    [`Bad,NL,${mpn()},A,Del\uFFFDft,NL,,,,,`, "city:import_encoding"],
    [`Bad,NL,${mpn()},A,"Delft,NL,,,,,`, ":import_quote"],
    [`Bad,NL,${mpn()},A,Delft,NL,,,,,,,,more`, ":import_columns"],
    [`Bad,NL,${mpn()},"${"x".repeat(1_000_000)}",Delft,NL,,,,,`, ":import_too_long"],
  ];
  const rows = cases.map(([row]) => row).join("\n");
  const { id, after } = await importing(
    "partners",
    `${head}\n${rows}\nGood,NL,${mpn()},Good,Delft,NL,,,,,\n`,
  );
  expect(await told(id)).toEqual(cases.map(([, said], at) => `${at + 2} ${said}`));
  expect(counts(after)).toEqual({
    state: "done",
    made: 1,
    changed: 0,
    unchanged: 0,
    refused: cases.length,
  });
  expect(await f.sql("select from partners where name = 'Bad'")).toEqual([]);
});

const tenantOf = (at: number) => `0a6f1c5e-8f2b-4a0e-9f0d-00000000b${String(at).padStart(3, "0")}`;
/** Tenants whose cells a spreadsheet broke; in a workbook what begins as a formula and is none stays a text. */
const broken = (first: number, wrapped: (text: string) => string) => [
  ["tenant_id", "name", "country", "tpid", "domains", "as_of", "teams_pau"],
  [
    tenantOf(first),
    "'@Home BV",
    "NL",
    wrapped("900001"),
    `home-${first}.example`,
    "2026-02",
    wrapped("310"),
  ],
  [tenantOf(first + 1), "#N/A", "NL", "", "", "", ""],
  [tenantOf(first + 2), "A", "NL", "", "", "2026-02", "#REF!"],
  [tenantOf(first + 3), "Lo\uFFFDt", "NL", "", "", "", ""],
  [tenantOf(first + 4), "A", "NL", "9.00001E+11", "", "2026-02", "-1"],
  ["", "", "", " ", "", "", ""],
];
const asCsv = (rows: string[][]) =>
  rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\n");

test.each([
  ["CSV", 1, asCsv([...broken(1, (text) => `="${text}"`), [tenantOf(6), "=A1&B1"]])],
  [
    "a workbook",
    11,
    bookOf(broken(11, (text) => text).map((row) => row.map((text) => text.replace("'@", "@")))),
  ],
])("P21 tenants' cells are read as those of all other kinds: %s", async (name, first, file) => {
  const { id, before, after } = await importing("tenants", file);
  expect(before.sample?.[0]?.values).toMatchObject({ name: "@Home BV", tpid: "900001" });
  expect((await told(id)).toSorted()).toEqual([
    "3 name:import_formula",
    "4 teams_pau:import_formula",
    "5 name:import_encoding",
    "6 teams_pau:import_negative",
    "6 tpid:import_scientific",
    ...(name === "CSV" ? ["8 name:import_formula"] : []),
  ]);
  expect(counts(after)).toMatchObject({ state: "done", made: 1 });
  const stored = await f.sql(
    "select t.name, t.tpid, u.metrics from tenants t join tenant_usage u on u.tenant_id = t.id where t.id = $1",
    [tenantOf(first)],
  );
  expect(stored).toEqual([{ name: "@Home BV", tpid: "900001", metrics: { teams_pau: 310 } }]);
});

test("P10 a metric whose key has capitals is imported by that name, in any letters, and by hand", async () => {
  await f.sql(
    "insert into metrics (key, label_en, label_nl, unit, whole) values ('MAU', 'Active', 'Actief', 'count', true) on conflict do nothing",
  );
  for (const [at, column] of ["MAU", "mau", "Users"].entries()) {
    const id = tenantOf(20 + at);
    const importId = await send(
      "tenants",
      `tenant_id,name,country,as_of,${column}\n${id},A,NL,2026-02,1${at}\n`,
    );
    await work(importId);
    const { pass } = await run(importId, steward);
    const said = {
      "column-tenant_id": "0",
      "column-name": "1",
      "column-country": "2",
      "column-as_of": "3",
      "column-MAU": "4",
    };
    if (column === "Users")
      await correctImport(
        f.ctx(steward),
        correctImportInput.parse({ id: importId, pass: String(pass), ...said }),
      );
    await work(importId);
    expect(await told(importId)).toEqual([]);
    await begin(importId, steward);
    await work(importId);
    expect(await f.sql("select metrics from tenant_usage where tenant_id = $1", [id])).toEqual([
      { metrics: { MAU: 10 + at } },
    ]);
  }
});

test("P23 what is exported goes in again and changes nothing, in both languages and forms; hostile names too", async () => {
  await importing(
    "partners",
    `${head}
"'=HYPERLINK(""http://x"",""y"")",NL,${mpn()},"'@Home, ""sweet""",Delft,NL,,,,,
"''=twice",NL,,,,,,,,,
`,
  );
  await f.partner({ locations: [{}, {}] });
  for (const [locale, form] of [
    ["en", "comma"],
    ["nl", "semicolon"],
    ["nl", "comma"],
  ] as const) {
    let text = "";
    for await (const piece of exportPartners(f.ctx(manager), "", locale, form)) text += piece;
    expect(text).toContain("'=HYPERLINK");
    expect(text).not.toMatch(/(^|[,;\n])"?[=@]/);
    const { found } = await preview("partners", text);
    expect(counts(found)).toMatchObject({ state: "previewed", made: 0, changed: 0, refused: 0 });
    expect(found.unchanged).toBeGreaterThan(4);
  }
});

test("P22 refused rows come back with their reasons, inert, and go in once mended", async () => {
  const number = mpn();
  const { id } = await importing(
    "partners",
    `${head}\nBack,NL,${number},"'=Back",,NL,,,,,\nBack,NL,,,,,,,,,\n`,
  );
  let text = "";
  const given = {
    id,
    locale: "en",
    form: "comma",
    words: () => () => "Fill in the city.",
  } as const;
  for await (const piece of refusedRows(f.ctx(manager), given)) text += piece;
  expect(text).toContain(`Back,NL,${number},'=Back,,NL,,,,,,Fill in the city.`);
  const { after } = await importing("partners", text.replace("'=Back,,NL", "'=Back,Delft,NL"));
  expect(counts(after)).toMatchObject({ made: 1, refused: 0 });
});

test("P20 encoding and columns can be corrected, and the match is remembered for files with that header", async () => {
  const one = mpn();
  const text = `bedrijf;land;nummer;vestiging;stad;waar\nZonder,NL;NL;${one};Naam;Delft;NL\n`;
  const { id, found } = await preview("partners", text);
  expect(found).toMatchObject({
    state: "previewed",
    made: 0,
    recognised: {
      separator: ";",
      columns: ["bedrijf", "land", "nummer", "vestiging", "stad", "waar"],
    },
  });
  expect(await refusedWith(begin(id))).toBe("import_columns_missing");
  const said = {
    id,
    separator: "semicolon",
    "column-partner": "0",
    "column-partnerCountry": "1",
    "column-mpnId": "2",
    "column-name": "3",
    "column-city": "4",
    "column-country": "5",
  };
  const { pass } = await run(id);
  await correctImport(
    f.ctx(manager),
    correctImportInput.parse({ ...said, pass: String(pass), separator: "" }),
  );
  await work(id);
  // P4: what somebody saw before that is neither said again nor taken in.
  const late = f.ctx(await f.operator({ roles: ["partner_manager"] }));
  const corrects = (seen: number, more = {}) =>
    refusedWith(
      correctImport(late, correctImportInput.parse({ ...said, pass: String(seen), ...more })),
    );
  expect(await corrects(pass)).toBe("import_looked_anew");
  expect(await refusedWith(beginImport(late, { id, pass }))).toBe("import_looked_anew");
  expect(counts(await run(id))).toMatchObject({ state: "previewed", made: 1 });
  const again = await preview("partners", text.replace(one, mpn()));
  expect(counts(again.found)).toMatchObject({ state: "previewed", made: 1, refused: 0 });
  // "nummer" may be another thing in another file.
  const other = await preview(
    "partners",
    `Partner;Partner country;nummer\nAnders,NL;NL;${mpn()}\n`,
  );
  expect(other.found.match).toEqual({ partner: 0, partnerCountry: 1 });
  expect(await corrects((await run(id)).pass, { "column-name": "", "column-city": "3" })).toBe(
    null,
  );
});

test("P5 only who has the role imports a kind, and reads its files; a role that is taken counts at the next step", async () => {
  const others = await f.operator({
    roles: ["administrator", "catalogue_editor", "data_steward", "reviewer", "payments", "reader"],
  });
  const { admin } = await f.partner();
  for (const who of [others, admin])
    expect(await refusedWith(send("partners", "Partner\nX\n", { who: who as Operator }))).toBe(
      "forbidden",
    );
  expect(await refusedWith(send("tenants", "tenant_id\n", { who: manager }))).toBe("forbidden");
  const going = await f.operator({ roles: ["partner_manager"] });
  const { id } = await preview("partners", `${head}\nTaken Away,NL,,,,,,,,,\n`, { who: going });
  expect(await refusedWith(begin(id, others))).toBe("forbidden");
  await begin(id, going);
  await f.sql("delete from operator_grants where user_id = $1", [going.userId]);
  await work(id);
  expect(await run(id)).toMatchObject({ state: "stopped", failure: "forbidden", made: 0 });
  expect(await f.sql("select from partners where name = 'Taken Away'")).toEqual([]);
  await begin(id);
  await work(id);
  expect(counts(await run(id))).toMatchObject({ state: "done", made: 1 });
});

test("P6 a company of one's own is refused, the others go in", async () => {
  const own = await f.partner();
  const who = await f.operator({ roles: ["partner_manager"], companies: [own.id] });
  const { id, after } = await importing(
    "partners",
    `${head}\n${own.name},,${mpn()},New,Delft,NL,,,,,\nOutside,NL,,,,,,,,,\n`,
    { who },
  );
  expect(await told(id)).toEqual(["2 partner:own_company"]);
  expect(counts(after)).toMatchObject({ made: 1, refused: 1 });
});

test("P4 what somebody else changed since the file was looked at is told and not overwritten", async () => {
  const company = await f.partner();
  const { location } = company;
  const { id, found } = await preview("partners", `MPN ID,City\n${location.mpnId},Utrecht\n`);
  expect(found.sample).toMatchObject([{ outcome: "changed", before: { city: location.city } }]);
  const other = await f.operator({ roles: ["partner_manager"], name: "Ida" });
  await changeLocation(
    f.ctx(other, later),
    changeLocationInput.parse({
      ...location,
      partner: company.id,
      location: location.id,
      city: "Zwolle",
      revision: String(location.revision),
    }),
  );
  await begin(id);
  await work(id, () => later);
  expect(counts(await run(id))).toMatchObject({ changed: 0, refused: 1 });
  expect(await told(id)).toEqual(["2 city:import_meanwhile"]);
  expect(await f.sql("select city from locations where mpn_id = $1", [location.mpnId])).toEqual([
    { city: "Zwolle" },
  ]);
});

test("rows that contradict each other: the second is refused with the line of the first", async () => {
  const number = mpn();
  const { id, before, after } = await importing(
    "partners",
    `${head}\nTwice,NL,${number},A,Delft,NL,,,,,\nTwice,NL,${number},B,Delft,NL,,,,,\nTwice,NL,${number},A,Delft,NL,,${key},2026-01-01,,\nTwice,NL,${number},A,Delft,NL,,,,,\n`,
  );
  expect(await told(id)).toEqual(["3 :import_otherwise"]);
  expect(counts(before)).toMatchObject({ made: 1, changed: 1, unchanged: 1, refused: 1 });
  expect(counts(after)).toEqual({ ...counts(before), state: "done" });
});

test("two take in one file at once: each row goes in once", async () => {
  const other = await f.operator({ roles: ["partner_manager"] });
  const rows = Array.from({ length: 120 }, (_, n) => `Race ${n},NL,${mpn()},Race,Delft,NL,,,,,`);
  const text = `${head}\n${rows.join("\n")}\n`;
  const [one, two] = [
    (await preview("partners", text)).id,
    (await preview("partners", text, { who: other })).id,
  ];
  await Promise.all([begin(one), begin(two, other)]);
  await Promise.all([work(one), work(two), work(one)]);
  const counted = await f.sql(
    "select count(*)::int as n, count(distinct name)::int as names from partners where name like 'Race %'",
  );
  expect(counted).toEqual([{ n: 120, names: 120 }]);
  const [first, second] = [await run(one), await run(two)];
  expect([first.state, second.state]).toEqual(["done", "done"]);
  expect(first.made + second.made).toBe(120);
  expect(first.unchanged + second.unchanged).toBe(120);
});

test("rows go in by hundreds in a statement; where one is refused that nobody foresaw, each by itself, and that one says why", async () => {
  await f.sql(`
    create table seen_statements (n int generated always as identity, rows int);
    create function seen() returns trigger language plpgsql security definer as $$ begin
      insert into seen_statements (rows) select count(*) from added; return null; end $$;
    create function taken() returns trigger language plpgsql as $$ begin
      raise exception 'taken' using errcode = 'unique_violation', constraint = 'locations_mpn_id_unique'; end $$;
    create trigger seen after insert on locations referencing new table as added for each statement execute function seen();
    create trigger taken before insert on locations for each row when (new.name = 'Meanwhile') execute function taken()`);
  const rows = (count: number, name = "Many") =>
    Array.from({ length: count }, (_, n) => `${name} ${n},NL,${mpn()},${name},Delft,NL,,,,,`);
  const seen = async () =>
    (await f.sql<{ rows: number }>("select rows from seen_statements order by n")).map(
      (one) => one.rows,
    );
  const { after } = await importing("partners", `${head}\n${rows(520).join("\n")}\n`);
  expect(counts(after)).toMatchObject({ made: 520, refused: 0 });
  expect(await seen()).toEqual([500, 20]);
  const all = [...rows(2, "Before"), ...rows(1, "Meanwhile"), ...rows(1, "Behind")];
  const { id, after: mixed } = await importing("partners", `${head}\n${all.join("\n")}\n`);
  expect(counts(mixed)).toMatchObject({ made: 3, refused: 1 });
  expect(await told(id)).toEqual(["4 :mpn_id_taken"]);
  expect(await seen()).toEqual([500, 20, 1, 1, 1]);
  expect(await f.sql("select from partners where name like 'Meanwhile%'")).toEqual([]);
  expect(await f.sql("select * from audit_faults()")).toEqual([]);
  await f.sql(
    "drop trigger seen on locations; drop trigger taken on locations; drop table seen_statements",
  );
});

test("a turn is waited for longer than a statement may take, and given up where that is said", async () => {
  const system = f.system();
  const turn = (options: Parameters<typeof takeTurn>[2] = {}) =>
    transaction(system, async (tx) => {
      await tx.db.execute(sql`set local statement_timeout = 1300`);
      await takeTurn(tx, "import partners", options);
      await tx.db.execute(sql`rollback to savepoint turn`);
    });
  const gives = () => Promise.reject(new Refusal("import_moved"));
  const [waits, refused] = await transaction(system, async (first) => {
    await takeTurn(first, "import partners");
    const waiting = turn();
    const asked = refusedWith(turn({ together: true, meanwhile: gives }));
    await sleep(1_500);
    return [waiting.catch((error: unknown) => databaseError(error)?.code), await asked];
  }).then(async ([waiting, asked]) => [await waiting, asked]);
  // It had its turn, and no savepoint of its waiting is left.
  expect([waits, refused]).toEqual(["3B001", "import_moved"]);
});

test("rows that are refused leave no savepoints within each other", async () => {
  const left = transaction(f.system(), async (tx) => {
    await alone(tx, () => Promise.reject(new Refusal("import_moved")));
    await tx.db.execute(sql`rollback to savepoint alone`);
  });
  await expect(left.catch((error: unknown) => databaseError(error)?.code)).resolves.toBe("3B001");
});

test("P22 an import stops at its next step and goes on from there to the same end", async () => {
  const company = await f.partner();
  const rows = Array.from({ length: 529 }, (_, n) => `Stop ${n},NL,${mpn()},Stop,Delft,NL,,,,,`);
  const { id } = await preview(
    "partners",
    `${head}\n${rows.join("\n")}\n,,${company.location.mpnId},Stop,,,,,,,\n${rows[3]?.replace("Stop,Delft", "Stop,Gouda")}\n`,
  );
  await begin(id);
  // Somebody is at the company of the second five hundred, until it is stopped.
  const going = await transaction(f.system(), async (tx) => {
    await lockPartner(tx, company.id);
    const working = work(id);
    while ((await run(id)).line === 0) await sleep(5);
    await stopImport(f.ctx(manager), { id });
    return [working];
  });
  await Promise.all(going);
  expect(counts(await run(id))).toEqual({
    state: "stopped",
    made: 500,
    changed: 0,
    unchanged: 0,
    refused: 0,
  });
  await begin(id);
  await work(id);
  expect(counts(await run(id))).toEqual({
    state: "done",
    made: 529,
    changed: 1,
    unchanged: 0,
    refused: 1,
  });
  expect(await told(id)).toEqual(["532 :import_otherwise"]);
  expect(await refusedWith(stopImport(f.ctx(manager), { id }))).toBe("import_moved");
});

test("what no row can be read from is told", async () => {
  for (const [text, code] of [
    ["", "required_file"],
    ["%PDF-1.7 abc", "import_no_table"],
    ["\u00d0\u00cf\u0011\u00e0\u00a1\u00b1", "file_old_office"],
  ] as const)
    expect(await refusedWith(send("partners", Buffer.from(text, "latin1")))).toBe(code);
  expect((await preview("partners", "\n\n")).found).toMatchObject({
    state: "failed",
    failure: "import_empty",
  });
  expect(
    (await preview("partners", Buffer.from("PK\u0003\u0004abc", "latin1"))).found,
  ).toMatchObject({ state: "failed", failure: "file_damaged" });
});

test("P19, P21 a workbook goes in as a file of CSV does, told by the workbook's own lines", async () => {
  const [a, b] = [mpn(), mpn()];
  const rows = [
    ["Report of October"],
    [],
    head.split(",").slice(0, 6),
    ["Book Co", "NL", a, "Eén", "Delft", "NL"],
    ["Book Co", "NL", b, "=1+1", "", "NL"],
  ];
  const { id, before, after } = await importing("partners", bookOf(rows), { name: "book.xlsx" });
  expect(counts(before)).toMatchObject({ state: "previewed", made: 1, refused: 1 });
  expect(counts(after)).toMatchObject({ state: "done", made: 1, refused: 1 });
  expect(await told(id)).toEqual(["5 city:required_city"]);
  let text = "";
  for await (const piece of refusedRows(f.ctx(manager), {
    id,
    locale: "nl",
    form: "semicolon",
    words: () => () => "Waarom.",
  }))
    text += piece;
  expect(text).toContain(`Book Co;NL;${b};'=1+1;;NL;Waarom.`);
});

describe("files as they failed before", () => {
  const folder = path.join(__dirname, "../../testing/csv");
  test.each([
    ["02-semicolon-excel-nl.csv", { made: 3, refused: 0 }, []],
    ["04-utf16le-excel-unicode-text.csv", { made: 0, unchanged: 3, refused: 0 }, []],
    ["07-trailing-cells-dropped.csv", { made: 1, refused: 0 }, []],
    ["10-scientific-tpid.csv", { made: 0, refused: 1 }, ["2 tpid:import_scientific"]],
    ["19-public-suffix-domains.csv", { made: 2, refused: 0 }, []],
  ])("%s", async (name, expected, said) => {
    const at = new Date("2026-11-10T09:00:00.000Z");
    const file = await receive(createReadStream(path.join(folder, name)), { most: 1_000_000 });
    const id = await receiveImport(f.ctx(steward), { kind: "tenants", name, file });
    await work(id, () => at);
    await begin(id, steward);
    await work(id, () => at);
    expect(readFileSync(path.join(folder, name)).length).toBeGreaterThan(0);
    expect({ ...(await run(id)), file: name }).toMatchObject({ state: "done", ...expected });
    expect(await told(id)).toEqual(said);
  });
});

test("P19, U2 people are invited with their roles, by partner or location; again changes nothing; what is wrong is told at its column", async () => {
  const company = await f.partner({ locations: [{}, {}] });
  const [one, two] = company.locations.map(({ mpnId }) => mpnId);
  const other = await f.partner();
  const text = `Partner ID,MPN ID,E-mail,Role,Language
${company.id},${one}|${two},new-person@mail.example,user,nl
,${one},second@mail.example,beheerder,
${company.id},company,third@mail.example,admin,en
${company.id},company,no address,admin,
${company.id},company,fourth@mail.example,king,
${company.id},,fifth@mail.example,user,
${company.id},${other.location.mpnId},sixth@mail.example,user,
${company.id},company,${company.admin.email},user,
Nowhere,company,seventh@mail.example,user,
`.replace("Nowhere,", "00000000-0000-4000-8000-000000000000,");
  const { id, before, after } = await importing("people", text);
  expect(counts(before)).toEqual({
    state: "previewed",
    made: 3,
    changed: 0,
    unchanged: 0,
    refused: 6,
  });
  expect(counts(after)).toEqual({ ...counts(before), state: "done" });
  expect(await told(id)).toEqual([
    "5 email:invalid_email",
    "6 role:import_role",
    "7 mpnId:import_place",
    "8 mpnId:import_no_place",
    "9 email:import_member",
    "10 partnerId:import_unknown_partner",
  ]);
  const rows = await f.sql(
    "select email, language, jsonb_array_length(roles) as roles, created_by = $2 as by from invitations where partner_id = $1 and accepted_at is null order by email",
    [company.id, manager.userId],
  );
  expect(rows).toEqual([
    { email: "new-person@mail.example", language: "nl", roles: 2, by: true },
    { email: "second@mail.example", language: "en", roles: 1, by: true },
    { email: "third@mail.example", language: "en", roles: 1, by: true },
  ]);
  expect(
    await f.sql(
      "select count(*)::int as n from emails where template = 'invitation' and partner_id = $1",
      [company.id],
    ),
  ).toEqual([{ n: 3 }]);
  const again = await importing("people", text);
  expect(counts(again.after)).toMatchObject({ made: 0, unchanged: 3, refused: 6 });
});

test("P19 customers that a partner already had stand among its known ones, told in its chain; nobody but the programme says so", async () => {
  const company = await f.partner();
  const engagement = await f.engagement();
  const [byId, byDomain] = [await f.tenant(), await f.tenant()];
  const text = `Partner ID,Tenant\n${company.id},${byId.id}\n${company.id},${byDomain.domain}\n${company.id},nowhere.example\n${company.id},\n`;
  const { id, before, after } = await importing("known", text);
  expect(counts(before)).toEqual({
    state: "previewed",
    made: 2,
    changed: 0,
    unchanged: 0,
    refused: 2,
  });
  expect(counts(after)).toEqual({ ...counts(before), state: "done" });
  expect(await told(id)).toEqual(["4 tenant:import_unknown_tenant", "5 tenant:import_required"]);
  expect(
    await f.sql("select known from customers where partner_id = $1 and engagement_id = $2", [
      company.id,
      engagement.id,
    ]),
  ).toEqual([{ known: true }, { known: true }]);
  expect(
    await f.sql("select event from audit_log where chain = $1 and event = 'customer.imported'", [
      company.id,
    ]),
  ).toHaveLength(2);
  // Whether they are eligible is found out as soon as they are in.
  expect(
    await f.sql(
      "select data from pgboss.job where name = 'refresh-eligibility' and not data ? 'changedAt'",
    ),
  ).toEqual([{ data: {} }]);
  expect(counts((await importing("known", text)).after)).toMatchObject({
    made: 0,
    unchanged: 2,
    refused: 2,
  });
});
