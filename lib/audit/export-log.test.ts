import { createHash, createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { exportLog } from "./export-log";

const f = fixture();
const folder = mkdtempSync(path.join(tmpdir(), "export-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("O15 the export is the whole log, and its signature says so to anybody", async () => {
  const { company } = await consented(f);
  const told = await exportLog(f.system(), folder);
  const read = (name: string) => readFileSync(path.join(folder, name));
  const manifest = JSON.parse(read("manifest.json").toString()) as {
    sha256: string;
    rows: number;
    heads: { chain: string; hash: string }[];
  };
  const lines = read("audit.ndjson").toString().trim().split("\n");
  const key = createPublicKey(read("key.pem"));
  expect(verify(null, read("manifest.json"), key, read("manifest.sig"))).toBe(true);
  expect(
    verify(
      null,
      Buffer.concat([read("manifest.json"), Buffer.from(" ")]),
      key,
      read("manifest.sig"),
    ),
  ).toBe(false);
  expect(createHash("sha256").update(read("audit.ndjson")).digest("hex")).toBe(manifest.sha256);
  expect([lines.length, told.rows, manifest.rows]).toEqual([
    told.rows,
    manifest.rows,
    lines.length,
  ]);
  const last = lines
    .map((line) => JSON.parse(line) as { chain: string; hash: string })
    .findLast(({ chain }) => chain === company.id);
  expect(manifest.heads.find(({ chain }) => chain === company.id)?.hash).toBe(last?.hash);
  expect(
    await f.sql("select data ->> 'sha256' as sha256 from audit_log where event = 'audit.exported'"),
  ).toEqual([{ sha256: manifest.sha256 }]);
  // What is there is not written over.
  await expect(exportLog(f.system(), folder)).rejects.toThrow(/EEXIST/);
});
