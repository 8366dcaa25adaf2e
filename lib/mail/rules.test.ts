import { queues } from "@/db/queues";
import {
  LONGEST_WAIT,
  mayTry,
  mayTryAgain,
  minutesUntil,
  outcomeOf,
  stateOfEvent,
  statesBefore,
} from "./rules";

const HOUR = 3_600_000;
const error = (statusCode: number | null, name: string) => ({
  data: null,
  error: { statusCode, name, message: "m" },
});

describe("outcomeOf", () => {
  test.each([
    ["an id", { data: { id: "1" }, error: null }, "accepted"],
    ["an answer without id", { data: {}, error: null }, "again"],
    ["an answer that is nothing", { data: null, error: null }, "again"],
    ["no answer at all", error(null, "application_error"), "again"],
    ["408", error(408, "timeout"), "again"],
    ["429", error(429, "rate_limit_exceeded"), "again"],
    ["a quota that is used up", error(429, "daily_quota_exceeded"), "again"],
    ["500", error(500, "internal_server_error"), "again"],
    ["503", error(503, "application_error"), "again"],
    ["409 while the key is in use", error(409, "concurrent_idempotent_requests"), "again"],
    ["409 for another body", error(409, "invalid_idempotent_request"), "refused"],
    ["400", error(400, "invalid_idempotency_key"), "refused"],
    ["401", error(401, "missing_api_key"), "again"],
    ["403 for the API key", error(403, "invalid_api_key"), "again"],
    ["403", error(403, "validation_error"), "refused"],
    ["422", error(422, "missing_required_field"), "refused"],
    [
      "a permanent error without its status",
      { data: null, error: { name: "invalid_from_address" } },
      "refused",
    ],
    ["an unknown error without its status", { data: null, error: { oops: true } }, "again"],
    ["an error that is a text", { data: null, error: "broken" }, "again"],
  ])("%s: %#", (_name, response, kind) => {
    expect(outcomeOf(response).kind).toBe(kind);
  });

  test.each([
    ["7", 7],
    ["0", 0],
    ["3600", 60],
    ["soon", null],
    [undefined, null],
  ])("waits as long as the provider says (%s), at most a minute", (header, afterSeconds) => {
    const headers = header === undefined ? undefined : { "retry-after": header };
    expect(outcomeOf({ ...error(429, "rate_limit_exceeded"), headers })).toMatchObject({
      afterSeconds,
    });
  });
});

test("attempts end within 23 hours of the first", () => {
  const first = new Date("2026-03-10T09:00:00Z");
  const after = (hours: number) => new Date(first.getTime() + hours * HOUR);
  expect(mayTry(null, after(100))).toBe(true);
  expect(mayTry(first, after(22.99))).toBe(true);
  expect(mayTry(first, after(23))).toBe(false);
  expect(mayTryAgain(first, after(20.99))).toBe(true);
  expect(mayTryAgain(first, after(21))).toBe(false);
});

test("the queue's own tries end within 23 hours too, at their slowest", () => {
  const { retryLimit, retryDelay, retryDelayMax } = queues["deliver-mail"];
  let seconds = 0;
  for (let n = 0; n < retryLimit; n++)
    seconds += Math.min(retryDelayMax, retryDelay * 2 ** (n + 1));
  expect(seconds).toBeLessThan(23 * 3_600);
  expect(retryDelayMax * 1_000).toBe(LONGEST_WAIT);
});

describe("states never go backwards", () => {
  test.each([
    ["email.delivered", "sent", true],
    ["email.delivered", "delayed", true],
    ["email.delivered", "failed", true],
    ["email.delivered", "bounced", false],
    ["email.delivered", "complained", false],
    ["email.delivery_delayed", "sent", true],
    ["email.delivery_delayed", "delivered", false],
    ["email.bounced", "delivered", true],
    ["email.bounced", "complained", false],
    ["email.bounced", "returned", true],
    ["email.delivered", "returned", false],
    ["email.complained", "delivered", true],
    ["email.complained", "bounced", true],
    ["email.sent", "delivered", false],
    ["email.failed", "delivered", false],
    ["email.suppressed", "sent", true],
  ] as const)("%s after %s: %s", (type, before, moves) => {
    const state = stateOfEvent[type]!;
    expect(statesBefore(state).includes(before)).toBe(moves);
  });
});

test.each([
  [null, 0],
  [0, 10],
  [1, 10],
  [60_000, 9],
  [9 * 60_000 + 1, 1],
  [10 * 60_000, 0],
  [90 * 60_000, 0],
])("S54: %s ms after the last e-mail: again in %i minutes", (passed, minutes) => {
  const due = new Date("2026-03-10T09:00:00Z");
  const lastMailAt = passed === null ? null : new Date(due.getTime() - passed);
  expect(minutesUntil(lastMailAt, 10, due)).toBe(minutes);
});
