import { randomUUID } from "node:crypto";
import { reading, transaction } from "../ctx";
import { fixture } from "@/testing/fixture";
import { tampering } from "@/testing/audit-faults";
import { record } from "./record";
import { verifyAudit } from "./verify";

const f = fixture();
const tamper = tampering(f);
const verify = (atMost = 1_000) => reading(f.system(), (tx) => verifyAudit(tx, { atMost }));
const append = (partnerId: string, n: number) =>
  transaction(f.system(), (tx) =>
    record(tx, {
      event: "demo.loaded",
      subjectId: null,
      partnerId,
      data: { tenants: n, rounds: 0 },
    }),
  );

test("a log that nobody touched is whole", async () => {
  const id = randomUUID();
  for (let n = 0; n < 5; n++) await append(id, n);
  expect(await verify()).toMatchObject({ chains: 1, links: 5, faults: [] });
});

test.each([
  ["changed", "update audit_log set data = '{}' where chain = $1 and seq = 3", 3],
  ["gap", "delete from audit_log where chain = $1 and seq = 2", 3],
  ["cut off", "delete from audit_log where chain = $1 and seq = 5", 5],
])("a row that was tampered with is found: %s", async (fault, statement, seq) => {
  const id = randomUUID();
  for (let n = 0; n < 5; n++) await append(id, n);
  await tamper(statement, [id]);
  const { faults } = await verify();
  const found = faults?.filter(({ chain }) => chain === id) ?? [];
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]?.seq).toBe(seq);
  if (fault !== "gap") expect(found[0]?.fault).toBe(fault);
});

test("a log that is too long for now is not looked at", async () => {
  expect((await verify(1)).faults).toBeNull();
});
