import { changedBy } from "@/lib/changes";
import { errorWords } from "./form-words";

test("days and instants in a refusal are written as people read them", () => {
  const early = { field: "workshopFrom", code: "workshop_too_early" } as const;
  const told = { ...early, params: { date: "2026-03-31" } };
  expect(errorWords("en", told).message).toContain("31 March 2026");
  expect(errorWords("nl", told).message).toContain("31 maart 2026");
  const busy = { field: "", code: "under_review_by" } as const;
  const params = { name: "Amara", since: "2026-03-10T09:00:00.000Z" };
  expect(errorWords("nl", { ...busy, params }).message).toContain("10 maart 2026, 09:00 UTC");
});

test.each([
  ["Ida", "Ida changed this", "Ida heeft dit"],
  [null, "An import changed this", "Een import heeft dit"],
  [undefined, "Somebody changed this", "Iemand heeft dit"],
])("P4 who was first is told: %s", (name, en, nl) => {
  const [error] = changedBy(name).errors;
  expect(errorWords("en", error).message).toContain(en);
  expect(errorWords("nl", error).message).toContain(nl);
});
