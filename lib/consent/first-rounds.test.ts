import { makeContests } from "@/testing/contest";
import { fixture } from "@/testing/fixture";
import { asAdmin } from "@/testing/server";

jest.setTimeout(120_000);

const f = fixture();
const ASKED = 150;

test("of the first rounds, which no statistics know, an acceptance reads those of its customer alone (D18)", async () => {
  const partners = [await f.partner(), await f.partner()];
  const engagement = await f.engagement();
  const due = new Date(f.now.getTime() + 30 * 86_400_000);
  const { ownerUrl, adminUrl } = f.urls();
  await f.sql("analyze");
  const contests = await makeContests(ownerUrl, ASKED, {
    partners,
    engagement,
    start: f.now,
    due,
  });
  const read = await asAdmin(adminUrl, async (admin) => {
    await admin.query("begin");
    await admin.query("select close_taken($1, $2, $3)", [
      engagement.id,
      contests[0]?.tenantId,
      f.now,
    ]);
    const { rows } = await admin.query<{ read: string }>(
      "select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) as read from pg_stat_xact_user_tables",
    );
    await admin.query("rollback");
    return Number(rows[0]?.read);
  });
  expect(read).toBeGreaterThan(0);
  // All open rounds, or (from some hundred on) all of them once for each request.
  expect(read).toBeLessThan(ASKED / 3);
});
