import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { CatalogueFilesView } from "@/lib/views/programme/catalogue-file";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { FileForm } from "../ui/file-form";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { catalogue, catalogueFilePage } from "./catalogue-paths";

type Props = {
  view: CatalogueFilesView;
  /** What was wrong with the file that was sent. */
  wrong: string | null;
};

/** P16: the whole catalogue goes out as a file, and one comes in to see what it would change. */
export function CatalogueFiles({ view, wrong }: Props) {
  const t = useTranslations("programme.catalogue.file");
  const programme = useTranslations("programme");
  const crumbs = [
    { label: programme("title"), href: "/programme" },
    { label: programme("pages.catalogue"), href: catalogue },
  ];
  return (
    <>
      <TabTitle title={`${t("title")} · ${programme("title")}`} />
      <PageHeader title={t("title")} crumbs={crumbs} />
      {wrong === null ? null : <MessageBar tone="danger">{wrong}</MessageBar>}
      <Card title={t("out")}>
        <p>{t("outText")}</p>
        <div className="buttons">
          <LinkButton href={`${catalogueFilePage}/catalogue.json`} download>
            {t("download")}
          </LinkButton>
        </div>
      </Card>
      {view.mayEdit ? <Send /> : <MessageBar>{programme("catalogue.readOnly")}</MessageBar>}
      {view.files.length > 0 ? <Files view={view} /> : null}
    </>
  );
}

function Send() {
  const t = useTranslations("programme.catalogue.file");
  return (
    <Card title={t("in")}>
      <FileForm
        to={`${catalogueFilePage}/upload`}
        label={t("choose")}
        hint={t("chooseHint")}
        accept=".json,application/json"
        act={t("look")}
      />
    </Card>
  );
}

function Files({ view }: { view: CatalogueFilesView }) {
  const t = useTranslations("programme.catalogue.file");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  return (
    <Card title={t("sent")}>
      <Table
        caption={t("sent")}
        stack
        columns={[
          { label: t("name") },
          { label: t("by") },
          { label: t("when") },
          { label: t("became") },
        ]}
      >
        {view.files.map(({ id, fileName, by, madeAt, takenAt, made, changed }) => (
          <tr key={id}>
            <th scope="row">
              <a href={`${catalogueFilePage}/${id}`}>{fileName}</a>
            </th>
            <td data-label={t("by")}>{by}</td>
            <td data-label={t("when")}>{format.instant(madeAt, zone)}</td>
            <td data-label={t("became")}>
              {takenAt === null ? t("onlyLooked") : t("takenIn", { made, changed })}
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
