import { sql } from "drizzle-orm";
import fc from "fast-check";
import { versionAt } from "@/db/schema";
import { transaction } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { tamper } from "@/testing/tamper";

const f = fixture({ tampers: true });

test("P8: the version that holds, in every zone, is the last one whose day has come there", () =>
  tamper(f, async (admin) => {
    const { id } = await f.engagement();
    const day = fc.integer({ min: 1, max: 6 }).map((n) => `2026-03-0${n}`);
    const cases = fc.record({
      zone: fc.constantFrom("UTC", "Pacific/Auckland", "America/Los_Angeles"),
      hour: fc.integer({ min: 0, max: 160 }),
      versions: fc.uniqueArray(
        fc.record({ day, published: fc.boolean(), withdrawn: fc.boolean() }),
        { selector: ({ day: of }) => of, maxLength: 5 },
      ),
    });
    let none = 0;
    let some = 0;
    for (const { zone, hour, versions } of fc.sample(cases, 150)) {
      const at = new Date(Date.UTC(2026, 2, 1) + hour * 3_600_000);
      await admin.query("update programme set time_zone = $1", [zone]);
      await admin.query("delete from engagement_versions where engagement_id = $1", [id]);
      let drafts = 0;
      for (const [n, one] of versions.entries()) {
        if (!one.published && ++drafts > 1) continue;
        await admin.query(
          `insert into engagement_versions (engagement_id, number, name, summary, consent_days, delivery_days, review_days,
             dispute_days, partner_criteria, customer_criteria, poe, resources, holds_from, published_at, withdrawn_at)
           values ($1, $2, $3::text, '{}', 1, 1, 1, 1, '{}', '[]', '[]', '[]', $3::date, $4, $5)`,
          [
            id,
            n + 1,
            one.day,
            one.published ? at : null,
            one.published && one.withdrawn ? at : null,
          ],
        );
      }
      const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(
        at,
      );
      const days = versions
        .filter((one) => one.published && !one.withdrawn && one.day <= today)
        .map((one) => one.day);
      const expected = days.sort().at(-1) ?? null;
      const asked = await transaction(f.system(), (tx) =>
        tx.db.execute<{ here: string | null; there: string | null }>(sql`
          select (select name from engagement_versions where id = version_at(${id}, ${at.toISOString()})) as here,
            (select name from engagement_versions where id = ${versionAt(sql`${id}::uuid`, sql`${at.toISOString()}`)}) as there`),
      );
      expect(asked.rows[0]).toEqual({ here: expected, there: expected });
      if (expected === null) none += 1;
      else some += 1;
    }
    expect(Math.min(none, some)).toBeGreaterThan(10);
  }));
