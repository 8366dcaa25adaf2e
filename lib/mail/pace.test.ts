import { setTimeout as sleep } from "node:timers/promises";
import { fixture } from "@/testing/fixture";
import { holdBack, inTurn, placesOf } from "./pace";

process.env.MAIL_PER_SECOND = "8";
const f = fixture();
const nothing = { begin: () => Promise.resolve(), settle: () => Promise.resolve() };

test.each([
  [2, 2, 1_000],
  [0.5, 1, 2_000],
  [2.5, 2, 800],
  [5_000, 1_000, 200],
])("%d a second are %d places, each free again after %d ms", (limit, places, periodMs) => {
  expect(placesOf(limit)).toEqual({ places, periodMs });
});

test("no second sees more than the limit, also when some are slow and some fail", async () => {
  const times: number[] = [];
  const send = (n: number) =>
    inTurn(f.system(), {
      ...nothing,
      send: async () => {
        if (n % 3 === 0) await sleep(Math.random() * 300);
        times.push(performance.now());
        if (n % 5 === 0) throw new Error("refused");
      },
    });
  await Promise.allSettled(Array.from({ length: 30 }, (_, n) => send(n)));
  expect(times).toHaveLength(30);
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(8);
});

test("nobody sends while the provider asks for a pause", async () => {
  await holdBack(f.system(), 1);
  const from = performance.now();
  await inTurn(f.system(), { ...nothing, send: nothing.settle });
  expect(performance.now() - from).toBeGreaterThanOrEqual(950);
});
