import { reading, type Tx } from "@/lib/ctx";
import { fixture } from "@/testing/fixture";
import { partnerInsight } from "./insight";
import { partnerInsightRows } from "./insight-rows";

/** K8: what a figure is called is what the list behind it is called, and what it counts. */
const f = fixture();
const sunday = new Date("2026-03-15T12:00:00Z");

async function read<V>(view: (tx: Tx) => Promise<V>, dueAt: string[]): Promise<V> {
  const company = await f.partner();
  const engagement = await f.engagement({ solutionArea: "security" });
  for (const due of dueAt)
    await f.association(company, await f.tenant({ eligibleFor: [engagement] }), engagement, {
      consentDueAt: new Date(due),
    });
  return reading(f.ctx(company.admin, sunday), view);
}

test("the list behind a figure by area has the words of the area for its head", async () => {
  const search = { plot: "deadlines", by: "area", group: "security" };
  const view = await read((tx) => partnerInsightRows(tx, { search }), ["2026-03-27T12:00:00Z"]);
  expect(view.count).toBe(1);
  const area = view.areas.find(({ key }) => key === "security");
  expect([area?.en, area?.nl]).not.toContain(undefined);
});

test("within two weeks counts days: on a Sunday, too, what ends in twelve or fourteen days", async () => {
  const ends = ["2026-03-16", "2026-03-27", "2026-03-29", "2026-03-31"];
  const view = await read(
    (tx) => partnerInsight(tx, { search: {} }),
    ends.map((day) => `${day}T12:00:00Z`),
  );
  expect(view.plots.find(({ plot }) => plot === "deadlines")?.all.count).toBe(4);
  expect(view.soon).toBe(3);
});
