import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { reading } from "@/lib/ctx";
import { importTenants } from "@/lib/tenants/import";
import type { Problem } from "@/lib/tenants/import/problem";
import { importView, programmeImports } from "@/lib/views/programme/imports";
import { fixture } from "@/testing/fixture";
import { keepCommand } from "./keep-command";

const f = fixture();

test("P22 what is taken in at the command line stands among the imports, with its hash, counts and refused rows; a look at it does not", async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "command-")), "t.csv");
  writeFileSync(
    file,
    "tenant_id,name,country\n0a6f1c5e-8f2b-4a0e-9f0d-0000000000cc,Command,NL\nx,Y,NL\n",
  );
  const problems: Problem[] = [];
  const take = (dryRun: boolean) =>
    importTenants(
      f.system(),
      { file, dryRun },
      {
        problem: (one) => problems.push(one),
        taken: (tx, taken) =>
          keepCommand(tx, { name: "t.csv", size: 9, sha256: "ab" }, taken, problems),
      },
    );
  const reader = f.ctx(await f.operator({ roles: ["reader"] }));
  const listed = () => reading(reader, (tx) => programmeImports(tx, { search: {} }));
  await take(true);
  expect((await listed()).rows).toEqual([]);
  problems.length = 0;
  await take(false);
  const [row] = (await listed()).rows;
  expect(row).toMatchObject({
    kind: "tenants",
    state: "done",
    fileName: "t.csv",
    by: null,
    made: 1,
    refused: 1,
  });
  const view = await reading(reader, (tx) => importView(tx, { id: row!.id }));
  expect(view).toMatchObject({ by: null, begunBy: null, sha256: "ab", recognised: null });
  expect(view.refusals).toMatchObject([{ line: 3, column: "tenant_id", code: "import_tenant_id" }]);
});
