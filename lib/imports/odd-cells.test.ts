import { Readable } from "node:stream";
import { reading, type Operator } from "@/lib/ctx";
import { receive } from "@/lib/files/receive";
import { fixture } from "@/testing/fixture";
import { getRun, listRefusals } from "./queries";
import { receiveImport } from "./receive-import";
import { refusedRows } from "./refused-rows";
import { workImport } from "./work";

const f = fixture();
let steward: Operator;
beforeAll(async () => {
  steward = await f.operator({ roles: ["data_steward"] });
});

async function looked(text: string) {
  const file = await receive(Readable.from([Buffer.from(text)]), { most: 10_000_000 });
  const id = await receiveImport(f.ctx(steward), { kind: "tenants", name: "odd.csv", file });
  await workImport(f.system(), id, () => f.now);
  const found = await reading(f.ctx(steward), (tx) => getRun(tx, id));
  const told = await reading(f.ctx(steward), (tx) =>
    listRefusals(tx, found, { after: 0, most: 5_000 }),
  );
  return { id, found, told };
}
const tenant = "0a6f1c5e-8f2b-4a0e-9f0d-00000000d001";
const long = (length: number) => `${"x".repeat(length)}😀y`;

test.each([
  [
    "a name of a column with a sign that no text holds",
    `tenant_id,na\0me,country\n${tenant},A,NL\n`,
  ],
  [
    "a name of a column that is cut within a sign",
    `tenant_id,${long(99)},country\n${tenant},A,NL\n`,
  ],
  ["a cell that is cut within a sign", `tenant_id,name,country\n${tenant},${long(199)},NL\n`],
  ["what is wrong that is cut within a sign", `tenant_id,name,domains\n${tenant},A,${long(99)}\n`],
  ["a formula that is cut within a sign", `tenant_id,name\n${tenant},=${long(58)}\n`],
  ["control signs", `tenant_id,name,domains\n${tenant},A,${"\u0001".repeat(5_000)}\n`],
])("P20 a file is looked at whatever stands in it: %s", async (_, text) => {
  expect((await looked(text)).found.state).toBe("previewed");
});

test("P22 of a row with thousands of faults some are told, and its file of refused rows has an end", async () => {
  const { id, found, told } = await looked(
    `tenant_id,name,domains\n${tenant},A,${"a_b ".repeat(15_000)}\nx,B,\n`,
  );
  expect(found).toMatchObject({ state: "previewed", refused: 2 });
  expect(told.filter(({ line }) => line === 2)).toHaveLength(20);
  // As a release before kept them.
  await f.sql(
    `insert into import_refusals (run_id, pass, line, "column", code) select $1, $2, 2, 'domains', 'import_domain' from generate_series(1, 700)`,
    [id, found.pass],
  );
  const given = { id, locale: "en", form: "comma", words: () => () => "why" } as const;
  let text = "";
  for await (const piece of refusedRows(f.ctx(steward), given)) text += piece;
  expect(text.split("\r\n")).toHaveLength(4);
});

test("P20 of a file with thousands of columns those are offered that somebody may mean", async () => {
  const { found } = await looked(`tenant_id,name${",".repeat(20_000)}\n${tenant},A\n`);
  expect(found.recognised?.columns).toEqual(["tenant_id", "name"]);
  const wide = await looked(`tenant_id,name${",c".repeat(20_000)}\n${tenant},A\n`);
  expect(wide.found.recognised?.columns).toHaveLength(500);
});
