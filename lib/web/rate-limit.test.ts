import { Refusal } from "@/lib/errors";
import { fixture } from "@/testing/fixture";
import { getDatabase } from "./database";
import { isWithin, limit } from "./rate-limit";

const f = fixture();
afterAll(() => getDatabase().close());

test("past the allowance it refuses and says how long to wait; others are not held up", async () => {
  const allowance = { points: 3, seconds: 600 };
  for (let time = 0; time < 3; time++) await limit("sign-in:a@x.example", allowance);
  const refused: unknown = await limit("sign-in:a@x.example", allowance).catch((e: unknown) => e);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject({ errors: [{ code: "rate_limited", params: { minutes: 10 } }] });
  await limit("sign-in:b@x.example", allowance);
});

test("past the allowance the answer is no", async () => {
  const ask = () => isWithin("once", { points: 1, seconds: 60 });
  expect([await ask(), await ask()]).toEqual([true, false]);
});

test("attempts at once are counted one by one", async () => {
  const tries = await Promise.allSettled(
    Array.from({ length: 20 }, () => limit("burst", { points: 5, seconds: 60 })),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
});

test("what is stored names nobody", async () => {
  await limit("sign-in:anna@customer.example", { points: 3, seconds: 600 });
  const rows = await f.sql("select key from rate_limits");
  expect(JSON.stringify(rows)).not.toContain("anna");
});

test("it fails closed when nobody can count", async () => {
  const role = new URL(f.urls().webUrl).username.replace(/_web$/, "_app");
  await f.sql(`revoke insert on rate_limits from ${role}`);
  await expect(limit("x", { points: 3, seconds: 600 })).rejects.toThrow("unavailable");
  await f.sql(`grant insert on rate_limits to ${role}`);
});
