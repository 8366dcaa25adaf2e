"use server";
import { beginRun } from "@/lib/bulk/begin-run";
import { lookAnew, lookFromRun } from "@/lib/bulk/look-anew";
import { makeRun } from "@/lib/bulk/make-run";
import {
  anewInput,
  beginRunInput,
  chooseInput,
  fromRunInput,
  stopRunInput,
  takeOutInput,
} from "@/lib/bulk/schema";
import { stopRun } from "@/lib/bulk/stop-run";
import { takeOut as takeRowsOut } from "@/lib/bulk/take-out";
import { runAddress } from "@/lib/views/run-address";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";
import { listAddress } from "@/lib/web/runs";

/** A form into which something is typed says on which run it stands. */
const at = ({ number }: FormValues) =>
  typeof number === "string" ? `/runs/${encodeURIComponent(number)}` : "/runs";

/** B2: rows of a list that are ticked, or all that its filter finds. */
export const choose = formAction({
  schema: chooseInput,
  at: listAddress,
  run: async (ctx, input) => runAddress(ctx, await makeRun(ctx, input)),
});

export const begin = formAction({
  schema: beginRunInput,
  at,
  run: async (ctx, input) => {
    await beginRun(ctx, input);
    return runAddress(ctx, input.id);
  },
});

export const stop = formAction({
  schema: stopRunInput,
  at,
  run: async (ctx, input) => {
    await stopRun(ctx, input);
    return runAddress(ctx, input.id);
  },
});

export const takeOut = formAction({
  schema: takeOutInput,
  at,
  run: async (ctx, input) => {
    await takeRowsOut(ctx, input);
    return runAddress(ctx, input.id, input);
  },
});

export const anew = formAction({
  schema: anewInput,
  at,
  run: async (ctx, input) => runAddress(ctx, await lookAnew(ctx, input)),
});

export const fromRun = formAction({
  schema: fromRunInput,
  at,
  run: async (ctx, input) => runAddress(ctx, await lookFromRun(ctx, input)),
});
