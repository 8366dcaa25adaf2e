import { events, isEventName } from "../../audit/events";
import { eventsIn } from "./kinds";

/** What is told of a round or claim and stands in no timeline: the programme's own, until the partner is told. */
const leftOut = ["consent.code_sent", "consent.reported", "customer.imported", "customer.unlisted"];

test("every event of a round or claim is of a kind, or is left out by name (K1)", () => {
  const about = Object.keys(events).filter((name) =>
    /^(claim|consent|contact|customer|delivery|document|round|survey)\./.test(name),
  );
  const told = eventsIn("");
  expect([...told, ...leftOut].sort()).toEqual(about.sort());
  expect(told.every(isEventName)).toBe(true);
});
