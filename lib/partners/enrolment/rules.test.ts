import { PgDialect } from "drizzle-orm/pg-core";
import { enrolmentStates } from "@/db/schema/states";
import { fixture } from "@/testing/fixture";
import {
  decisions,
  decisionsAt,
  isWaiting,
  mayMove,
  moves,
  placeOnRoad,
  targetOf,
  toDoOf,
  type EnrolmentState,
} from "./rules";
import { waitsForProgramme } from "./list";

const f = fixture();
const waitsText = new PgDialect().sqlToQuery(waitsForProgramme).sql.replaceAll("l.", "");
const payees = ["missing", "validating", "valid", "rejected"] as const;
const everywhere = enrolmentStates.flatMap((enrolment) =>
  payees.map((payeeProfile) => ({ enrolment, payeeProfile })),
);

test("P27 the database holds the same moves, over all cases", async () => {
  const rows = await f.sql<{
    from: EnrolmentState;
    to: EnrolmentState;
    mover: "partner" | "operator";
    may: boolean;
  }>(`
    select a as "from", b as "to", m as mover, enrolment_may_move(a, b, m) as may
    from unnest(enum_range(null::enrolment)) a, unnest(enum_range(null::enrolment)) b, unnest('{partner,operator}'::text[]) m`);
  expect(rows).toHaveLength(72);
  for (const { may, ...move } of rows) expect([move, mayMove(move)]).toEqual([move, may]);
  expect(rows.filter(({ may }) => may)).toHaveLength(moves.length);
});

test("P27 whatever can be decided is a move, and enrols nobody without a valid payee profile", () => {
  for (const location of everywhere) {
    for (const decision of decisionsAt(location)) {
      const to = targetOf(decision, location);
      expect(mayMove({ from: location.enrolment, to, mover: "operator" })).toBe(true);
      if (to === "enrolled") expect(location.payeeProfile).toBe("valid");
    }
  }
  const offered = new Set(everywhere.flatMap(decisionsAt));
  expect([...offered].sort()).toEqual([...decisions].sort());
});

test("P27 every move of the programme is what some decision leads to", () => {
  const reached = everywhere.flatMap((location) =>
    decisionsAt(location).map((one) => `${location.enrolment} ${targetOf(one, location)}`),
  );
  const all = moves.flatMap(({ from, to, mover }) =>
    mover === "operator" ? [`${from} ${to}`] : [],
  );
  expect([...new Set(reached)].sort()).toEqual(all.sort());
});

test.each([
  ["invited", "missing", "accept", false],
  ["action_required", "missing", "payee", false],
  ["action_required", "rejected", "payee", false],
  ["action_required", "validating", "answer", true],
  ["action_required", "valid", "answer", false],
  ["validating", "validating", null, true],
  ["validating", "rejected", "payee", true],
  ["enrolled", "valid", null, false],
  ["enrolled", "validating", null, true],
  ["enrolled", "rejected", "payee", false],
  ["inactive", "missing", null, false],
  ["discontinued", "validating", null, false],
] as const)(
  "%s with payee profile %s: the admin has to %s, the programme waits %s",
  (enrolment, payeeProfile, toDo, waits) => {
    expect(toDoOf({ enrolment, payeeProfile })).toBe(toDo);
    expect(isWaiting({ enrolment, payeeProfile })).toBe(waits);
  },
);

test("the road ends where the location earns; at rest and over are beside it", () => {
  expect(enrolmentStates.map(placeOnRoad)).toEqual([0, 1, 2, 3, null, null]);
});

test("P27 what waits for the programme is the same in its list, over all cases", async () => {
  const rows = await f.sql<{
    enrolment: EnrolmentState;
    payeeProfile: (typeof payees)[number];
    waits: boolean;
  }>(
    `select enrolment, payee_profile as "payeeProfile", ${waitsText} as waits
     from unnest(enum_range(null::enrolment)) enrolment, unnest(enum_range(null::payee_profile)) payee_profile`,
  );
  expect(rows).toHaveLength(24);
  for (const { waits, ...location } of rows)
    expect([location, isWaiting(location)]).toEqual([location, waits]);
});
