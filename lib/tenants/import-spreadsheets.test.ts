import { fixture } from "@/testing/fixture";
import { counts, newId, mark, tenantFiles } from "@/testing/tenant-files";
import type { Recognised } from "../csv/read";

const make = fixture();
const { run, tenant } = tenantFiles(make);

describe("files as spreadsheets write them", () => {
  const named = "tenant_id;name;country;tpid;domains;as_of;teams_pau;azure_acr_usd_month";
  const row = (id: string, m: string) =>
    `${id};Müller ${m};DE;900001;${m}.example;2026-02;310;1250,5`;
  const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");
  const tabs = (text: string) => text.replaceAll(";", "\t");

  test.each<[string, (text: string) => string | Buffer, Partial<Recognised>]>([
    ["semicolons and decimal commas", (text) => text, { separator: ";", encoding: "utf-8" }],
    ["tabs", tabs, { separator: "\t" }],
    ["sep=", (text) => `sep=;\r\n${text}`, { separator: ";", header: 2, titles: 0 }],
    ["UTF-16", (text) => utf16(tabs(text)), { separator: "\t", encoding: "utf-16le" }],
    ["UTF-16 the other way round", (text) => utf16(text).swap16(), { encoding: "utf-16be" }],
    ["UTF-16 without a mark", (text) => utf16(text).subarray(2), { encoding: "utf-16le" }],
    ["Windows-1252", (text) => Buffer.from(text, "latin1"), { encoding: "windows-1252" }],
    ["lone CR", (text) => text.replaceAll("\n", "\r"), { loneCr: true }],
    [
      "titles above the header",
      (text) => `Report of October;;\n\n${text}`,
      { header: 3, titles: 1 },
    ],
    ["empty cells after the last column", (text) => text.replaceAll("\n", ";;\n"), { header: 1 }],
  ])("%s are read, and that is said", async (_, write, recognised) => {
    const [one, two, m] = [newId(), newId(), mark()];
    const text = `${named}\n${row(one, m)}\n${row(two, `${m}b`)}\n`;
    const result = await run(write(text));
    expect(result).toMatchObject({ rows: 2, ...counts(2, 0, 0, 0), problems: [], recognised });
    expect(await tenant(one)).toMatchObject({
      name: `Müller ${m}`,
      tpid: "900001",
      usage: { "2026-02-01": { teams_pau: 310, azure_acr_usd_month: 1250.5 } },
    });
  });

  test("cells that are missing at a row's end count as empty, and are counted", async () => {
    const [one, two, m] = [newId(), newId(), mark()];
    const result = await run(`${named}\n${one};A ${m};DE;900001\n${row(two, m)}\n`);
    expect(result).toMatchObject({ rows: 2, short: 1, ...counts(2, 0, 0, 0), problems: [] });
    expect(await tenant(one)).toMatchObject({ name: `A ${m}`, country: "DE", domains: null });
  });

  test("a point before three digits is no decimal point beside decimal commas", async () => {
    const { problems } = await run(
      `${named}\n${row(newId(), mark()).replace("1250,5", "1.250")}\n`,
    );
    expect(problems).toMatchObject([{ column: "azure_acr_usd_month", code: "thousands" }]);
  });

  test("D24 a government's suffix belongs to the tenant that registered exactly it", async () => {
    const id = newId();
    const result = await run(`${named}\n${id};Armed Forces;NO;;mil.no;;;\n`);
    expect(result).toMatchObject({ ...counts(1, 0, 0, 0), problems: [] });
    expect(await tenant(id)).toMatchObject({ domains: ["mil.no"] });
  });
});
