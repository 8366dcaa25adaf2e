import { useTranslations } from "next-intl";
import { CSV_BYTES, WORKBOOK_BYTES } from "@/lib/imports/schema";
import type { NewImportView } from "@/lib/views/programme/imports";
import { importsPage } from "../partners/partner-paths";
import { Card } from "../ui/card";
import { CsvLinks } from "../ui/csv-links";
import { FileForm } from "../ui/file-form";
import { MessageBar } from "../ui/message-bar";
import { Tabs } from "../ui/tabs";
import { ImportFrame } from "./import-frame";

type Props = {
  view: NewImportView;
  /** What was wrong with the file that was sent. */
  wrong: string | null;
};

/** P19: what a file holds is said, and the file chosen, to see what it would change. */
export function NewImport({ view, wrong }: Props) {
  const t = useTranslations("imports");
  const { chosen, kinds, needs } = view;
  const tabs = kinds.map((kind) => ({
    label: t(`kinds.${kind}`),
    href: `${importsPage}/new?kind=${kind}`,
    current: kind === chosen,
  }));
  return (
    <ImportFrame title={t("newTitle")}>
      <Tabs label={t("chooseKind")} tabs={tabs} />
      {wrong === null ? null : <MessageBar tone="danger">{wrong}</MessageBar>}
      {needs === null ? null : <MessageBar>{t("needsRole", { role: needs })}</MessageBar>}
      {needs === null ? (
        <FileForm
          to={`${importsPage}/new/${chosen}/file`}
          label={t("fileField")}
          hint={t("fileHint", { csv: CSV_BYTES >> 20, workbook: WORKBOOK_BYTES >> 20 })}
          accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
          act={t("upload")}
        />
      ) : null}
      <Card title={t("columnsTitle")}>
        <p>{t(`about.${chosen}`)}</p>
        <p>{t("columnsText")}</p>
        <div className="buttons">
          <CsvLinks href={`${importsPage}/new/${chosen}/template.csv`}>{t("template")}</CsvLinks>
        </div>
      </Card>
    </ImportFrame>
  );
}
