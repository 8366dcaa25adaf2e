import { translator, type Locale } from "@/messages";
import { chosenClaims, documentsOf } from "../../bulk/claim-documents";
import { newPaths } from "../../bulk/archive.rules";
import type { ChooseInput } from "../../bulk/schema";
import { csvOf, type SheetRow } from "../../csv/sheet";
import type { CsvForm } from "../../csv/write";
import { zipOf, type ZipEntry } from "../../csv/zip";
import type { Ctx } from "../../ctx";
import { getFiles } from "../../files/files";

type Asked = Pick<ChooseInput, "all" | "query" | "row"> & {
  locale: Locale;
  form: CsvForm;
  /** What the programme calls a requirement. */
  proof: (requirement: string) => string;
};

/**
 * B1: the documents of chosen claims as one archive, a folder a claim and in it one a requirement, packed as it is read; what
 * is missing stands in a list, with the reason. Refuses as `chosenClaims`.
 */
export async function documentsArchive(ctx: Ctx, { locale, form, proof, ...asked }: Asked) {
  const chosen = await chosenClaims(ctx, asked);
  const files = await getFiles(ctx);
  const t = translator(locale, "documents");
  async function* entries(): AsyncGenerator<ZipEntry> {
    const pathOf = newPaths();
    const missing: SheetRow[] = [];
    for await (const one of documentsOf(chosen.ctx, files, chosen.numbers)) {
      const { number, customer, document } = one;
      if ("bytes" in one) {
        const folders = [`${number} ${customer}`, proof(one.document.requirement)];
        const { name, at } = one.document;
        yield { name: pathOf(folders, name), pieces: one.bytes, at };
      } else
        missing.push([
          number,
          customer,
          document && proof(document.requirement),
          document && document.name,
          t(`archive.why.${one.why}`),
        ]);
    }
    const columns = [
      { label: t("archive.claim"), kind: "number" as const },
      ...[
        t("archive.customer"),
        t("archive.requirement"),
        t("archive.document"),
        t("archive.because"),
      ].map((label) => ({ label, kind: "text" as const })),
    ];
    const rows = (async function* () {
      await Promise.resolve();
      yield missing;
    })();
    if (missing.length > 0)
      yield {
        name: pathOf([], `${t("archive.missing")}.csv`),
        pieces: csvOf({ title: "", columns, rows }, form),
      };
  }
  return { name: "claim-documents", pieces: zipOf(entries()) };
}
