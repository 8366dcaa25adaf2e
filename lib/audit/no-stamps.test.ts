import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getConfig } from "@/lib/config";
import { transaction } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { record } from "./record";
import { stampHeads } from "./stamps/stamp-heads";
import { verifyStamps } from "./verify-stamps";

const f = fixture();
const folder = mkdtempSync(path.join(tmpdir(), "no-stamps-"));
const later = (hours: number) => new Date(f.now.getTime() + hours * 3_600_000);

beforeAll(async () => {
  getConfig().AUDIT_STAMPS = folder;
  await transaction(f.system(), (tx) =>
    record(tx, { event: "demo.loaded", subjectId: null, data: { tenants: 0, rounds: 0 } }),
  );
  await f.sql("update installation set kind = 'production'");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("D15 a day without any stamp is a fault in production, and no sooner", async () => {
  expect((await verifyStamps(f.system(later(23)))).faults).toEqual([]);
  expect((await verifyStamps(f.system(later(25)))).faults).toEqual([{ fault: "no_stamps" }]);
  await stampHeads(f.system(later(25)));
  expect((await verifyStamps(f.system(later(26)))).faults).toEqual([]);
  rmSync(folder, { recursive: true });
  expect((await verifyStamps(f.system(later(26)))).faults).toEqual([{ fault: "no_stamps" }]);
});
