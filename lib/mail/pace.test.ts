import { setTimeout as sleep } from "node:timers/promises";
import { fixture } from "@/testing/fixture";
import { writeMail } from "@/testing/mails";
import { holdBack, inTurn, placesOf, type Lane } from "./pace";

process.env.MAIL_PER_SECOND = "8";
const f = fixture();
const nothing = { begin: () => Promise.resolve(true), settle: () => Promise.resolve() };

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
    inTurn(
      f.system(),
      {
        ...nothing,
        send: async () => {
          if (n % 3 === 0) await sleep(Math.random() * 300);
          times.push(performance.now());
          if (n % 5 === 0) throw new Error("refused");
        },
      },
      n % 2 === 0 ? "single" : "run",
    );
  await Promise.allSettled(Array.from({ length: 30 }, (_, n) => send(n)));
  expect(times).toHaveLength(30);
  for (const from of times)
    expect(times.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(8);
});

describe("B6: what somebody waits for goes before what a run sends", () => {
  /** Sends that are on their way until they are let go; `begun`: which have a place, in their order. */
  function hanging() {
    const begun: string[] = [];
    const free = new Map<string, () => void>();
    const all: Promise<unknown>[] = [];
    const start = async (name: string, lane: Lane) => {
      const id = await writeMail(f.system());
      if (lane === "run") await f.sql("delete from emails where id = $1", [id]);
      const become = (state: string) => async () => {
        await f.sql("update emails set state = $2, state_at = clock_timestamp() where id = $1", [
          id,
          state,
        ]);
        return true;
      };
      const send = () => {
        begun.push(name);
        return new Promise<void>((resolve) => free.set(name, resolve));
      };
      const settle = () => become("sent")().then(() => undefined);
      all.push(inTurn(f.system(), { begin: become("sending"), send, settle }, lane));
    };
    const letGo = (...names: string[]) => names.forEach((name) => free.get(name)!());
    return { begun, start, free: letGo, ended: () => Promise.all(all) };
  }
  const until = async (what: () => boolean) => {
    while (!what()) await sleep(10);
  };

  test("runs never have the last place", async () => {
    const { begun, start, free, ended } = hanging();
    for (let n = 0; n < 9; n++) await start(`run ${n}`, "run");
    await until(() => begun.length === 7);
    await sleep(500);
    expect(begun).toHaveLength(7);
    await start("single", "single");
    await until(() => begun.length === 8);
    expect(begun.at(-1)).toBe("single");
    free(...begun);
    await until(() => begun.length === 10);
    free(...begun);
    await ended();
  });

  test("while one waits for a place that somebody waits for, no run takes any", async () => {
    const { begun, start, free, ended } = hanging();
    const id = await writeMail(f.system());
    const become = (state: string) =>
      f.sql("update emails set state = $2, state_at = clock_timestamp() where id = $1", [
        id,
        state,
      ]);
    await become("sending");
    await start("run", "run");
    await sleep(500);
    expect(begun).toEqual([]);
    await become("sent");
    await until(() => begun.length === 1);
    free("run");
    await ended();
  });
});

test("nobody sends while the provider asks for a pause", async () => {
  await holdBack(f.system(), 1);
  const from = performance.now();
  await inTurn(f.system(), { ...nothing, send: nothing.settle });
  expect(performance.now() - from).toBeGreaterThanOrEqual(950);
});
