"use server";
import { beginImport } from "@/lib/imports/begin-import";
import { correctImport } from "@/lib/imports/correct-import";
import { correctImportInput, importInput } from "@/lib/imports/schema";
import { stopImport } from "@/lib/imports/stop-import";
import { formAction } from "@/lib/web/action";

export const begin = formAction({
  schema: importInput,
  at: ({ id }) => `/programme/imports/${encodeURIComponent(String(id ?? ""))}`,
  run: async (ctx, input) => {
    await beginImport(ctx, input);
    return `/programme/imports/${input.id}`;
  },
});

export const stop = formAction({
  schema: importInput,
  at: ({ id }) => `/programme/imports/${encodeURIComponent(String(id ?? ""))}`,
  run: async (ctx, input) => {
    await stopImport(ctx, input);
    return `/programme/imports/${input.id}`;
  },
});

export const correct = formAction({
  schema: correctImportInput,
  at: ({ id }) => `/programme/imports/${encodeURIComponent(String(id ?? ""))}`,
  run: async (ctx, input) => {
    await correctImport(ctx, input);
    return `/programme/imports/${input.id}`;
  },
});
