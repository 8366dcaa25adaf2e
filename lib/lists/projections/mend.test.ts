import { consented } from "@/testing/claims";
import { reading } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { mendProjections } from "./mend";
import { listStaleRows } from "./queries";

const f = fixture();
const stale = () => reading(f.system(), (tx) => listStaleRows(tx));

test("what is stale is listed, and mended with its counts", async () => {
  const { company, claim } = await consented(f);
  expect(await stale()).toEqual([]);
  await f.sql(
    "update customers set requested_at = null, consented_at = null where partner_id = $1",
    [company.id],
  );
  await f.sql("update claim_lines set status = 'paid' where claim_id = $1", [claim.id]);
  await f.sql("delete from customer_counts where partner_id = $1", [company.id]);
  expect((await stale()).map(({ projection }) => projection)).toEqual(
    expect.arrayContaining(["claim_lines", "customer_counts", "customers"]),
  );
  expect(await mendProjections(f.system())).toBeGreaterThanOrEqual(3);
  expect(await stale()).toEqual([]);
  expect(await mendProjections(f.system())).toBe(0);
});

test("only the product itself mends", async () => {
  const { admin } = await f.partner();
  await expect(mendProjections(f.ctx(admin))).rejects.toMatchObject({ code: "forbidden" });
});
