import { authorize } from "../access/authorize";
import { reading, type Ctx, type Operator, type System, type Tx } from "../ctx";
import { databaseError, Refusal } from "../errors";
import { usualOf } from "../installation";
import { kindIn } from "./kinds";
import { lacking, namesOf } from "./match";
import { Halt, Samples } from "./pass";
import { getRun, importerOf, remembered } from "./queries";
import { openSource } from "./source";
import { failRun, keepLook, startPass, stopIfAsked } from "./standing";
import type { ImportKind } from "./kind";
import { takeGone } from "./take-gone";
import { takeRows } from "./take-rows";
import { takeWhole } from "./take-whole";

/**
 * P22: the worker looks at the file of an import (what it would change, nothing is written), or takes it in: the same
 * code, as whoever began it and with the roles that they have at each step. It goes on where a worker that died had
 * come to, and ends at once when another one is at it, or somebody stops it.
 * @param clock what is done is done when it is done
 */
export async function workImport(ctx: Ctx<System>, id: string, clock: () => Date): Promise<void> {
  authorize(ctx, "imports.work");
  const stands = await reading(ctx, (tx) => getRun(tx, id));
  if (stands.state !== "received" && stands.state !== "running") return;
  const kind = await reading(ctx, (tx) => kindIn(tx, stands.kind));
  try {
    const run = await startPass(ctx, stands, {
      anew: !stands.rowsDone && (stands.state === "received" || "whole" in kind),
    });
    const dryRun = run.state === "received";
    const { actor, names } = await reading(ctx, async (tx) => ({
      actor: await importerOf(tx, run),
      names: namesOf(kind, await wordsOf(tx, run.kind)),
    }));
    const op: Ctx<Operator> = { ...ctx, actor };
    authorize(op, kind.act);
    if (run.rowsDone) return await removeGone({ op, run, clock }, kind);
    const source = await openSource(ctx, run, { kind, names });
    try {
      const whole = lacking(kind, source.match).length === 0;
      if (!whole && !dryRun) throw new Refusal("import_columns_missing");
      const pass = { system: ctx, op, run, dryRun, source, clock };
      const found = !whole
        ? { samples: new Samples(), gone: null }
        : "whole" in kind
          ? await takeWhole(pass, kind)
          : await takeRows(pass, kind);
      if (dryRun) await keepLook({ ...ctx, now: clock() }, pass, found);
    } finally {
      source.close();
    }
    if (!dryRun && run.removeAsked) await removeGone({ op, run, clock }, kind);
  } catch (error) {
    if (error instanceof Halt) return stopIfAsked({ ...ctx, now: clock() }, id);
    const code = databaseError(error)?.code === "42501" ? "forbidden" : codeOf(error);
    if (code === null) throw error;
    await failRun({ ...ctx, now: clock() }, id, code);
  }
}

async function removeGone(going: Parameters<typeof takeGone>[0], { gone }: ImportKind) {
  if (gone) await takeGone(going, gone);
}

/** A refusal ends the import; a database or store that is away is tried again. */
function codeOf(error: unknown): string | null {
  return error instanceof Refusal && error.code !== "unavailable" ? error.code : null;
}

/** By what names the columns of a kind are known now. */
async function wordsOf(tx: Tx, kind: Parameters<typeof remembered>[1]) {
  const { locationIdName } = await usualOf(tx);
  return { locationIdName, remembered: await remembered(tx, kind) };
}
