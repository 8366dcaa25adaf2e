import { useTranslations } from "next-intl";
import { CSV_BYTES } from "@/lib/imports/schema";
import type { NewRunView } from "@/lib/views/new-run";
import { Card } from "../ui/card";
import { FileForm } from "../ui/file-form";
import { FilterSelect } from "../ui/filter-form";
import { MessageBar } from "../ui/message-bar";
import { Tabs } from "../ui/tabs";
import { runsPage } from "./run-paths";

type Props = { view: NewRunView; wrong: string | null };

/** B2: the rows of a file: what is done to them is said, and the file chosen. */
export function NewRun({ view, wrong }: Props) {
  const t = useTranslations("runs");
  const { kind, kinds, workshops, workshop } = view;
  const hrefOf = (path: string, one: string) =>
    `${path}?${new URLSearchParams({ kind: one, ...(workshop && { workshops: workshop }) })}`;
  return (
    <>
      <p>{t("file.text")}</p>
      <Tabs
        label={t("file.what")}
        tabs={kinds.map((one) => ({
          label: t(`kinds.${one}`),
          href: hrefOf(`${runsPage}/new`, one),
          current: one === kind,
        }))}
      />
      {wrong === null ? null : <MessageBar tone="danger">{wrong}</MessageBar>}
      <form className="form" action={`${runsPage}/new`}>
        <input type="hidden" name="kind" value={kind} />
        <FilterSelect
          label={t("file.workshop")}
          name="workshops"
          value={workshop}
          options={workshops.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <p className="hint">{t("file.workshopHint")}</p>
        <div className="buttons">
          <button type="submit">{t("file.choose")}</button>
        </div>
      </form>
      <FileForm
        to={hrefOf(`${runsPage}/new/file`, kind)}
        label={t("file.field")}
        hint={t("file.hint", { megabytes: CSV_BYTES >> 20 })}
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
        act={t("file.upload")}
      />
      <Card title={t("file.columns")}>
        <p>{t(`file.about.${kind}`)}</p>
      </Card>
    </>
  );
}
