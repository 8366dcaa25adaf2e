import { authorize } from "@/lib/access/authorize";
import { receiveRun } from "@/lib/bulk/receive-run";
import { bulkKind, bulkOptions } from "@/lib/bulk/schema";
import { bulkKindOf } from "@/lib/bulk/kinds";
import { csvOf } from "@/lib/csv/sheet";
import { xlsxOf } from "@/lib/csv/xlsx";
import { reading } from "@/lib/ctx";
import { Refusal } from "@/lib/errors";
import { receive } from "@/lib/files/receive";
import { CSV_BYTES } from "@/lib/imports/schema";
import { runAddress } from "@/lib/views/run-address";
import { runFile } from "@/lib/views/run-file";
import { runIdOf } from "@/lib/views/run";
import { rowWords } from "./imports";
import type { FormValues } from "./form-state";
import { formOf, sentFile } from "./sent-file";
import { takeFile } from "./take-file";

/** The list on which rows were chosen, as its form says it: never elsewhere. */
export function listAddress({ list, slug, query }: FormValues): string {
  const path =
    list === "customers" && typeof slug === "string" && /^[a-z0-9-]{1,100}$/.test(slug)
      ? `/engagements/${slug}/customers`
      : list === "claims"
        ? "/claims"
        : "/opportunities";
  const search = new URLSearchParams(typeof query === "string" ? query : "");
  return search.size > 0 ? `${path}?${search}` : path;
}

/** Takes the file of somebody's rows, as a stream, and goes on to the dry run; or back, with what is wrong. */
export function takeRun(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const kind = bulkKind.safeParse(searchParams.get("kind"));
  const workshops = searchParams.getAll("workshops");
  const asked = new URLSearchParams([
    ["kind", kind.data ?? ""],
    ...workshops.map((one) => ["workshops", one]),
  ]);
  const page = `/runs/new?${asked}`;
  return takeFile(request, {
    page,
    name: "runs",
    bytes: CSV_BYTES + 65_536,
    scripts: true,
    open: (ctx) => {
      authorize(ctx, "bulk.read");
      if (!kind.success) throw new Refusal("not_found");
      authorize(ctx, bulkKindOf[kind.data].act);
      return async ({ name, stream, signal }) => {
        const file = await receive(stream, { most: CSV_BYTES, signal });
        const options = bulkOptions.parse({ workshops });
        return runAddress(ctx, await receiveRun(ctx, { kind: kind.data, options, name, file }));
      };
    },
    back: ({ code, errors: [{ params }] }) =>
      code === "not_found"
        ? "/runs/new"
        : `${page}&refused=${code}&most=${params?.megabytes ?? CSV_BYTES >> 20}`,
  });
}

/** B5: the rows of a run as a file, for its company by its number or for the programme by its id. */
export function sentRun(
  request: Request,
  which: { number: string } | { id: string },
  kind: "csv" | "xlsx",
): Promise<Response> {
  return sentFile(
    async (ctx, locale) => {
      const id = "id" in which ? which.id : await reading(ctx, (tx) => runIdOf(tx, which.number));
      const { name, ...sheet } = await runFile(ctx, { id, locale, words: await rowWords() });
      const table = { ...sheet, title: name };
      const pieces = kind === "xlsx" ? xlsxOf(table) : csvOf(table, formOf(request, locale));
      return { name, pieces };
    },
    { request, kind },
  );
}
