import { fixture } from "@/testing/fixture";
import { header, first, later, counts, newId, mark, tenantFiles } from "@/testing/tenant-files";
import { importTenants } from "./import";

const make = fixture();
const { run, tenant } = tenantFiles(make);

test("a file makes tenants with their domains and one month's facts; empty cells are unknown", async () => {
  const [one, two, m] = [newId(), newId(), mark()];
  const result = await run(
    `${header}\n${one},Noordzee ${m},NL,4711,${m}.example www.${m}-b.example,2026-02,300,0.45,1234.50\n${two},Ōsaka 株式会社,jp,,,,,,\n`,
  );
  expect(result).toMatchObject({ rows: 2, ...counts(2, 0, 0, 0), problems: [] });
  expect(await tenant(one)).toEqual({
    name: `Noordzee ${m}`,
    country: "NL",
    tpid: "4711",
    updated_at: first,
    domains: [`${m}.example`, `www.${m}-b.example`].sort(),
    usage: { "2026-02-01": { teams_pau: 300, teams_mau_share: 0.45, azure_acr_usd_month: 1234.5 } },
  });
  expect(await tenant(two)).toMatchObject({
    name: "Ōsaka 株式会社",
    country: "JP",
    tpid: null,
    domains: null,
    usage: null,
  });
});

test("byte order mark, CRLF, quotes, another order of columns, capitals and IDN are all read", async () => {
  const [id, m] = [newId(), mark()];
  const result = await run(
    `\uFEFF"Name","TENANT_ID",Domains,country\r\n"Bakkerij ""De ${m}"", B.V.\n","{${id.toUpperCase()}}","Bücher-${m}.Example xn--bcher-${m}-1ib.example","NL"\r\n`,
  );
  expect(result).toMatchObject({ ...counts(1, 0, 0, 0), problems: [] });
  const stored = await tenant(id);
  expect(stored).toMatchObject({ name: `Bakkerij "De ${m}", B.V.` });
  expect(stored?.domains).toEqual(expect.arrayContaining([expect.stringMatching(/^xn--bcher-/)]));
});

describe("running it twice", () => {
  test("changes nothing: no row, no instant, no audit row, no job", async () => {
    const [id, m] = [newId(), mark()];
    const text = `${header}\n${id},Twee ${m},NL,12,${m}.example,2026-02,300,0.450,7\n`;
    await run(text);
    const traces = () =>
      make.sql(
        "select (select count(*) from audit_log) as log, (select count(*) from pgboss.job) as jobs",
      );
    const before = [await tenant(id), await traces()];
    const versions = () =>
      make.sql(
        "select xmin::text from tenants union all select xmin::text from tenant_domains union all select xmin::text from tenant_usage order by 1",
      );
    const rows = await versions();
    expect(await run(text, { at: later })).toMatchObject(counts(0, 0, 1, 0));
    expect([await tenant(id), await traces()]).toEqual(before);
    expect(await versions()).toEqual(rows);
  });

  test("unknown cells leave what is known; one new fact changes its tenant alone", async () => {
    const [one, two, m] = [newId(), newId(), mark()];
    await run(
      `${header}\n${one},Een ${m},NL,12,${m}.example,2026-02,300,0.5,7\n${two},Twee ${m},NL,,,2026-02,1,,\n`,
    );
    const text = `${header}\n${one},,,,,2026-02,,0.6,\n${two},Twee ${m},NL,,,2026-02,1,,\n`;
    expect(await run(text, { at: later })).toMatchObject(counts(0, 1, 1, 0));
    expect(await tenant(one)).toMatchObject({
      name: `Een ${m}`,
      country: "NL",
      tpid: "12",
      domains: [`${m}.example`],
      updated_at: later,
      usage: { "2026-02-01": { teams_pau: 300, teams_mau_share: 0.6, azure_acr_usd_month: 7 } },
    });
    expect(await tenant(two)).toMatchObject({ updated_at: first });
    expect(await run(text, { at: later })).toMatchObject(counts(0, 0, 2, 0));
  });

  test("a row's domains are the whole list: those that it no longer names go", async () => {
    const [id, m] = [newId(), mark()];
    await run(`${header}\n${id},X,NL,,a-${m}.example b-${m}.example,,,,\n`);
    const text = `${header}\n${id},X,NL,,b-${m}.example c-${m}.example,,,,\n`;
    expect(await run(text, { at: later })).toMatchObject(counts(0, 1, 0, 0));
    expect(await tenant(id)).toMatchObject({
      domains: [`b-${m}.example`, `c-${m}.example`],
      updated_at: later,
    });
    expect(await run(text)).toMatchObject(counts(0, 0, 1, 0));
  });
});

test("one file may hold several months of a tenant: the newest row names it, each month keeps its facts", async () => {
  const [id, m] = [newId(), mark()];
  const result = await run(
    `${header}\n${id},New ${m},NL,,${m}.example,2026-02,200,,\n${id},Old ${m},BE,,,2026-01,100,,\n`,
  );
  expect(result).toMatchObject({ rows: 2, ...counts(1, 0, 0, 0), problems: [] });
  expect(await tenant(id)).toMatchObject({
    name: `New ${m}`,
    country: "NL",
    usage: { "2026-01-01": { teams_pau: 100 }, "2026-02-01": { teams_pau: 200 } },
  });
});

describe("bad rows", () => {
  const ok = () => `${newId()},Good,NL,,,2026-02,1,,`;
  test.each([
    ["x1,A,NL,,,,,,", "tenant_id", "tenant_id"],
    [",A,NL,,,,,,", "tenant_id", "required"],
    ["ID,,NL,,,,,,", "name", "required"],
    ["ID,A,,,,,,,", "country", "required"],
    ["ID,A,UK,,,,,,", "country", "country"],
    ["ID,A,XX,,,,,,", "country", "country"],
    ["ID,A,NLD,,,,,,", "country", "country"],
    ["ID,A,EU,,,,,,", "country", "country"],
    ["ID,A,NL,0,,,,,", "tpid", "tpid"],
    ["ID,A,NL,-1,,,,,", "tpid", "tpid"],
    ["ID,A,NL,1.5,,,,,", "tpid", "tpid"],
    ["ID,A,NL,99999999999999999,,,,,", "tpid", "tpid"],
    ["ID,A,NL,,no_domain,,,,", "domains", "domain"],
    ["ID,A,NL,,a@b.example,,,,", "domains", "domain"],
    ["ID,A,NL,9.00001E+11,,,,,", "tpid", "scientific"],
    ["ID,A,NL,,onmicrosoft.com,,,,", "domains", "shared_suffix"],
    ["ID,A,NL,,github.io,,,,", "domains", "shared_suffix"],
    ["ID,A,NL,,,2026-13,1,,", "as_of", "as_of"],
    ["ID,A,NL,,,2026-2,1,,", "as_of", "as_of"],
    ["ID,A,NL,,,2026-02-01,1,,", "as_of", "excel_month"],
    ["ID,A,NL,,,okt-26,1,,", "as_of", "excel_month"],
    ["ID,A,NL,,,2026-04,1,,", "as_of", "future"],
    ["ID,A,NL,,,,1,,", "as_of", "required"],
    ["ID,A,NL,,,2026-02,many,,", "teams_pau", "number"],
    ["ID,A,NL,,,2026-02,NaN,,", "teams_pau", "number"],
    ["ID,A,NL,,,2026-02,1e3,,", "teams_pau", "scientific"],
    ['ID,A,NL,,,2026-02,,,"1,250"', "azure_acr_usd_month", "thousands"],
    ["ID,A,NL,,,2026-02,-1,,", "teams_pau", "negative"],
    ["ID,A,NL,,,2026-02,1.5,,", "teams_pau", "whole_number"],
    ["ID,A,NL,,,2026-02,,1.01,", "teams_mau_share", "share"],
    ["ID,A,NL,,,2026-02,,-0.1,", "teams_mau_share", "share"],
    ["ID,A,NL,,,2026-02,,,-3", "azure_acr_usd_month", "negative"],
    [`ID,${"x".repeat(201)},NL,,,,,,`, "name", "too_long"],
    ["ID,A\uFFFD,NL,,,,,,", "name", "encoding"],
    ["ID,A,NL,,,,,,,more", null, "columns"],
    ['ID,"A,NL,,,,,,', null, "quote"],
  ])(
    "%s is told with line, column and reason, and costs nothing else",
    async (row, column, code) => {
      const result = await run(`${header}\n${ok()}\n${row.replace("ID", newId())}\n${ok()}\n`);
      expect(result).toMatchObject({ rows: 3, ...counts(2, 0, 0, 1) });
      expect(result.problems).toMatchObject([{ line: 3, column, code, kept: false }]);
    },
  );

  test("everything that is wrong with a row is told at once", async () => {
    const { problems } = await run(`${header}\n${newId()},A,ZZ,x,,2026-02,-1,2,\n`);
    expect(problems.map(({ column }) => column).sort()).toEqual([
      "country",
      "teams_mau_share",
      "teams_pau",
      "tpid",
    ]);
  });

  test("the same tenant and month twice: the first row counts", async () => {
    const [id, m] = [newId(), mark()];
    const result = await run(
      `${header}\n${id},Eerste ${m},NL,,,2026-02,1,,\n${ok()}\n${id},Tweede,NL,,,2026-02,2,,\n`,
    );
    expect(result).toMatchObject(counts(2, 0, 0, 1));
    expect(result.problems).toMatchObject([
      { line: 4, column: "tenant_id", code: "duplicate", value: "2" },
    ]);
    expect(await tenant(id)).toMatchObject({
      name: `Eerste ${m}`,
      usage: { "2026-02-01": { teams_pau: 1 } },
    });
  });

  test("unknown and repeated columns are told once and passed over", async () => {
    const id = newId();
    const result = await run(`tenant_id,name,country,colour,name\n${id},A,NL,red,B\n`);
    expect(result).toMatchObject(counts(1, 0, 0, 0));
    expect(result.problems).toMatchObject([
      { line: 1, column: "colour", code: "unknown_column", kept: true },
      { line: 1, column: "name", code: "column_twice", kept: true },
    ]);
    expect(await tenant(id)).toMatchObject({ name: "A" });
  });

  test.each(["", "\n\n", "name,country\nA,NL\n", '"tenant_id\n'])(
    "a file without a header is refused: %j",
    async (text) => {
      await expect(run(text)).rejects.toMatchObject({ code: "import_header" });
    },
  );
});

describe("domains", () => {
  test("D2 a free mail provider's domain is told and left out; the row stays", async () => {
    const [id, m] = [newId(), mark()];
    const result = await run(`${header}\n${id},A,NL,,gmail.com ${m}.example,,,,\n`);
    expect(result).toMatchObject(counts(1, 0, 0, 0));
    expect(result.problems).toMatchObject([
      { line: 2, column: "domains", code: "free_mail", kept: true },
    ]);
    expect(await tenant(id)).toMatchObject({ domains: [`${m}.example`] });
  });

  test("a domain of another tenant stays with it; the rest of the row is imported", async () => {
    const owner = await make.tenant();
    const [id, m] = [newId(), mark()];
    const text = `${header}\n${id},A,NL,,${owner.domain} ${m}.example,,,,\n`;
    const result = await run(text);
    expect(result).toMatchObject(counts(1, 0, 0, 0));
    expect(result.problems).toMatchObject([
      {
        line: 2,
        column: "domains",
        code: "taken_domain",
        value: `${owner.domain} (${owner.id})`,
        kept: true,
      },
    ]);
    expect(await tenant(id)).toMatchObject({ domains: [`${m}.example`] });
    expect(await run(text, { at: later })).toMatchObject({
      ...counts(0, 0, 1, 0),
      problems: [{ code: "taken_domain" }],
    });
  });

  test("two tenants of one file want one domain: the first has it, also the second time", async () => {
    const [one, two, m] = [newId(), newId(), mark()];
    const text = `${header}\n${one},A,NL,,${m}.example,,,,\n${two},B,NL,,${m}.example,,,,\n`;
    expect(await run(text)).toMatchObject({
      ...counts(2, 0, 0, 0),
      problems: [{ line: 3, code: "taken_domain" }],
    });
    expect(await run(text, { at: later })).toMatchObject({
      ...counts(0, 0, 2, 0),
      problems: [{ line: 3 }],
    });
    expect(await tenant(one)).toMatchObject({ domains: [`${m}.example`] });
  });

  test.each([false, true])(
    "a domain moves when its tenant no longer names it in the same file (%s)",
    async (turned) => {
      const [one, two, m] = [newId(), newId(), mark()];
      await run(`${header}\n${one},A,NL,,${m}.example,,,,\n`);
      const rows = [`${one},A,NL,,${m}-a.example,,,,`, `${two},B,NL,,${m}.example,,,,`];
      const text = `${header}\n${(turned ? rows.toReversed() : rows).join("\n")}\n`;
      expect(await run(text)).toMatchObject({ ...counts(1, 1, 0, 0), problems: [] });
      expect(await tenant(two)).toMatchObject({ domains: [`${m}.example`] });
      expect(await run(text)).toMatchObject({ ...counts(0, 0, 2, 0), problems: [] });
    },
  );

  test("two tenants change domains with each other in one file", async () => {
    const [one, two, m] = [newId(), newId(), mark()];
    const text = (a: string, b: string) =>
      `${header}\n${one},A,NL,,${a}-${m}.example,,,,\n${two},B,NL,,${b}-${m}.example,,,,\n`;
    await run(text("x", "y"));
    expect(await run(text("y", "x"))).toMatchObject({ ...counts(0, 2, 0, 0), problems: [] });
    expect(await tenant(one)).toMatchObject({ domains: [`y-${m}.example`] });
  });
});

test("a dry run counts and tells the same, and writes nothing", async () => {
  const [id, m] = [newId(), mark()];
  const text = `${header}\n${id},A ${m},NL,,${m}.example,2026-02,1,,\nx,A,NL,,,,,,\n`;
  const rehearsed = await run(text, { dryRun: true });
  expect(await tenant(id)).toBeUndefined();
  expect(await run(text)).toEqual(rehearsed);
  expect(await run(text, { dryRun: true })).toMatchObject(counts(0, 0, 1, 1));
});

test("it leaves one audit row and one job that refreshes what changed", async () => {
  const at = new Date("2026-03-12T10:00:00.000Z");
  await run(`${header}\n${newId()},A,NL,,,,,,\n`, { at });
  expect(
    await make.sql("select data from audit_log where event = 'tenants.imported' and at = $1", [at]),
  ).toMatchObject([{ data: { rows: 1, created: 1, changed: 0, bad: 0 } }]);
  expect(
    await make.sql(
      "select data from pgboss.job where name = 'refresh-eligibility' order by created_on desc limit 1",
    ),
  ).toEqual([{ data: { changedAt: at.toISOString() } }]);
});

test("names, TPIDs and domains that changed are found on the Customers pages", async () => {
  const partner = await make.partner();
  const engagement = await make.engagement();
  const known = await make.tenant();
  await make.known(partner, known);
  const m = mark();
  await run(`${header}\n${known.id},Hernoemd ${m},NL,777001,nieuw-${m}.example,,,,\n`);
  const [row] = await make.sql<{ name: string; search: string }>(
    "select name, search from customers where tenant_id = $1 and engagement_id = $2",
    [known.id, engagement.id],
  );
  expect(row?.name).toBe(`Hernoemd ${m}`);
  expect(row?.search).toContain(` nieuw ${m} example`);
  expect(row?.search).toContain("777001");
  expect(row?.search).not.toContain(known.domain.replace(/[-.]/g, " "));
});

test("two imports at once take turns: both are whole", async () => {
  const [one, two, m] = [newId(), newId(), mark()];
  const text = (id: string) => `${header}\n${id},A,NL,,${m}.example,,,,\n`;
  const results = await Promise.all([run(text(one)), run(text(two))]);
  expect(results.flatMap(({ problems }) => problems)).toMatchObject([{ code: "taken_domain" }]);
});

test("only the product itself imports", async () => {
  const { admin } = await make.partner();
  const ctx = { ...make.system(), actor: admin };
  // @ts-expect-error a partner's context is none of the product itself
  await expect(importTenants(ctx, { file: "none" })).rejects.toMatchObject({ code: "forbidden" });
});
