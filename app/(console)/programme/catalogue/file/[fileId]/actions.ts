"use server";
import { importCatalogue, importCatalogueInput } from "@/lib/engagements/exchange/import-catalogue";
import { formAction } from "@/lib/web/action";

const page = (file: unknown) => `/programme/catalogue/file/${encodeURIComponent(String(file))}`;

export const takeIn = formAction({
  schema: importCatalogueInput,
  at: (values) => page(values.file),
  run: async (ctx, input) => {
    await importCatalogue(ctx, input);
    return page(input.file);
  },
});
