import { approved, approvedLike } from "@/testing/approved";
import type { Consented } from "@/testing/claims";
import { fixture } from "@/testing/fixture";
import { justIn } from "@/testing/just-in";
import { cancelOpen, exported, seen } from "@/testing/runs";
import { tries } from "@/testing/tries";
import { refusedWith } from "@/testing/refusal";
import { payClaim } from "../claims/review/pay-claim";
import type { Operator } from "../ctx";
import { cancelRun } from "./cancel-run";
import { makeFiles } from "./files/make-files";
import { takeFile } from "./files/take-file";
import { freezeRun } from "./freeze-run";
import { gatherAgain } from "./gather-again";
import { moveClaims } from "./move-claims";
import { openRun } from "./open-run";
import { giveResult } from "./results/give-result";

/** P4: two operators at once on one run: one is first, the other is told; nothing is overwritten unseen. */
jest.setTimeout(900_000);
const f = fixture({ tampers: true });
const at = new Date("2026-04-20T10:00:00Z");
const ROUNDS = tries("CONTESTS", { ci: 2, whole: 40 });
let pia: Operator;
let per: Operator;
let first: Consented;
beforeAll(async () => {
  [pia, per] = [await f.operator({ name: "Pia" }), await f.operator({ name: "Per" })];
  first = await approved(f);
});
const ctx = (by: Operator) => justIn(f.ctx(by, at));
const code = async (work: Promise<unknown>) => (await refusedWith(work)) ?? "done";
/** Both at once, in either order of beginning. */
const both = async (round: number, one: () => Promise<unknown>, other: () => Promise<unknown>) => {
  if (round % 2 === 0) return Promise.all([code(one()), code(other())]);
  const [b, a] = await Promise.all([code(other()), code(one())]);
  return [a, b];
};
const fresh = () => approvedLike(f, first, [1_000, 2_000]);
/** Leaves in an open run what a round is about. */
async function leave(run: string, claims: readonly number[]): Promise<void> {
  const others = await f.sql<{ number: number }>(
    "select c.number from payment_lines l join workshop_claims c on c.id = l.claim_id where l.run_id = $1 and l.state = 'in' and c.number <> all($2)",
    [run, claims],
  );
  const out = others.map(({ number }) => number);
  if (out.length > 0)
    await moveClaims(ctx(pia), { ...(await seen(f, run)), to: "out", claims: out });
}
/** A frozen run of two claims alone. */
async function freshRun(): Promise<string> {
  const mine = await fresh();
  const run = await openRun(ctx(pia));
  await leave(run, mine);
  await freezeRun(ctx(pia), await seen(f, run));
  await makeFiles(f.system(at), { run });
  return run;
}
const rounds = Array.from({ length: ROUNDS }, (_, round) => round);

test("P4 one freezes, the other takes a claim out: whoever comes second acts on what they have not seen, and is told", async () => {
  for (const round of rounds) {
    const [claim] = await fresh();
    const run = await openRun(ctx(pia));
    const now = await seen(f, run);
    const ends = await both(
      round,
      () => freezeRun(ctx(pia), now),
      () => moveClaims(ctx(per), { ...now, to: "out", claims: [claim!] }),
    );
    expect([...ends].sort()).toEqual(["changed_meanwhile", "done"]);
    const [line] = await f.sql<{ state: string; there: boolean }>(
      "select l.state, l.payment_id is not null as there from payment_lines l join workshop_claims c on c.id = l.claim_id where l.run_id = $1 and c.number = $2",
      [run, claim],
    );
    expect(line).toEqual(
      ends[0] === "done" ? { state: "in", there: true } : { state: "out", there: false },
    );
    await cancelOpen(f, ctx(pia));
  }
});

test("P4 one cancels, the other takes the file: never both", async () => {
  for (const round of rounds) {
    const run = await freshRun();
    const now = await seen(f, run);
    const ends = await both(
      round,
      () => cancelRun(ctx(pia), now),
      () => takeFile(ctx(per), { run, channel: "csv" }),
    );
    expect([
      ["changed_meanwhile", "done"],
      ["done", "not_found"],
    ]).toContainEqual(ends);
    if (ends[1] !== "done") continue;
    for (const { id } of await f.sql<{ id: string }>("select id from payments where run_id = $1", [
      run,
    ]))
      await giveResult(ctx(pia), { run, payment: id, outcome: "failed", as: "other", why: "x" });
  }
});

test("P4 two say what became of one payment: the second is told, unless it is the same", async () => {
  for (const round of rounds) {
    const run = await freshRun();
    await exported(f, ctx(pia), run);
    const [payment] = await f.sql<{ id: string }>("select id from payments where run_id = $1", [
      run,
    ]);
    const same = round % 4 === 0;
    const say = (by: Operator, reference: string) =>
      giveResult(ctx(by), {
        run,
        payment: payment!.id,
        outcome: "paid",
        reference,
        paidOn: "2026-04-21",
      });
    const ends = await both(
      round,
      () => say(pia, `A-${String(round)}`),
      () => say(per, `${same ? "A" : "B"}-${String(round)}`),
    );
    expect([...ends].sort()).toEqual(same ? ["done", "done"] : ["done", "payment_told"]);
    const mails = await f.sql(
      "select from emails where template = 'claim-paid' and variables ->> 'paymentReference' = any($1)",
      [[`A-${String(round)}`, `B-${String(round)}`]],
    );
    const claims = await f.sql("select from payment_lines where run_id = $1 and state = 'paid'", [
      run,
    ]);
    expect(claims.length).toBeGreaterThan(1);
    expect(mails.length % claims.length).toBe(0);
    const paid = await f.sql(
      "select from audit_log where event = 'claim.paid' and data ->> 'paymentReference' = any($1)",
      [[`A-${String(round)}`, `B-${String(round)}`]],
    );
    expect(paid).toHaveLength(claims.length);
  }
});

test("P4 one pays by hand, the other opens a run with it: it is paid once", async () => {
  for (const round of rounds) {
    const [number, rest] = await fresh();
    const ends = await both(
      round,
      () => payClaim(ctx(pia), { number: number!, paymentReference: `HAND-${String(round)}` }),
      () => openRun(ctx(per)),
    );
    expect(ends[1]).toBe("done");
    const lines = await f.sql(
      "select from payment_lines l join workshop_claims c on c.id = l.claim_id where c.number = $1",
      [number],
    );
    expect([ends[0], lines.length]).toEqual(
      ends[0] === "done"
        ? ["done", 0]
        : [expect.stringMatching(/payment_run_holds|claim_changed/), 1],
    );
    await cancelOpen(f, ctx(per));
    expect(rest).toBeDefined();
  }
});

test("P4 two open a run, or add to one, at once: one does", async () => {
  for (const round of rounds) {
    await fresh();
    expect(
      (
        await both(
          round,
          () => openRun(ctx(pia)),
          () => openRun(ctx(per)),
        )
      ).sort(),
    ).toEqual(["done", "payment_run_open"]);
    await fresh();
    const [open] = await f.sql<{ id: string }>(
      "select id from payment_runs where frozen_at is null and cancelled_at is null",
    );
    const now = await seen(f, open!.id);
    expect(
      (
        await both(
          round,
          () => gatherAgain(ctx(pia), now),
          () => gatherAgain(ctx(per), now),
        )
      ).sort(),
    ).toEqual(["changed_meanwhile", "done"]);
    await cancelOpen(f, ctx(per));
  }
});
