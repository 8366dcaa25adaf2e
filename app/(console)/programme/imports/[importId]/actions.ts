"use server";
import { beginImport } from "@/lib/imports/begin-import";
import { correctImport } from "@/lib/imports/correct-import";
import { beginImportInput, correctImportInput, importInput } from "@/lib/imports/schema";
import { stopImport } from "@/lib/imports/stop-import";
import { formAction } from "@/lib/web/action";
import type { FormValues } from "@/lib/web/form-state";

const page = ({ id }: { id?: FormValues[string] }) =>
  `/programme/imports/${encodeURIComponent(String(id ?? ""))}`;

export const begin = formAction({
  schema: beginImportInput,
  at: page,
  run: async (ctx, input) => {
    await beginImport(ctx, input);
    return page(input);
  },
});

export const stop = formAction({
  schema: importInput,
  at: page,
  run: async (ctx, input) => {
    await stopImport(ctx, input);
    return page(input);
  },
});

export const correct = formAction({
  schema: correctImportInput,
  at: page,
  run: async (ctx, input) => {
    await correctImport(ctx, input);
    return page(input);
  },
});
