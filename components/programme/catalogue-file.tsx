import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { CatalogueFileView, FileLine, Wrong } from "@/lib/views/programme/catalogue-file";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { Badge } from "../ui/status";
import { SummaryList } from "../ui/summary-list";
import { Table } from "../ui/table";
import { TextField } from "../ui/text-field";
import { catalogue, catalogueFilePage } from "./catalogue-paths";
import { useCatalogueWords } from "./catalogue-words";
import { Buttons } from "./engagement-forms";

type Props = {
  view: CatalogueFileView;
  action: FormAction;
  kept: FormValues | null;
  words: (wrong: Wrong) => string;
};

/** P16: what a file would change in the catalogue as it stands, before it is taken in; or what became of it. */
export function CatalogueFile({ view, action, kept, words }: Props) {
  const t = useTranslations("programme.catalogue.file");
  const programme = useTranslations("programme");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { counts, taken, wrongs } = view;
  const some = counts.new + counts.changed > 0;
  const open = taken === null && view.mayEdit && wrongs === 0 && some;
  const title = view.fileName;
  const crumbs = [
    { label: programme("title"), href: "/programme" },
    { label: programme("pages.catalogue"), href: catalogue },
    { label: t("title"), href: catalogueFilePage },
  ];
  return (
    <>
      {open ? null : <TabTitle title={`${title} · ${programme("title")}`} />}
      <PageHeader title={title} crumbs={crumbs}>
        {t("sentBy", { name: view.by, when: format.instant(view.madeAt, zone) })}
      </PageHeader>
      {taken ? (
        <MessageBar tone="success">
          {t("takenBy", {
            name: taken.by,
            when: format.instant(taken.at, zone),
            made: taken.made,
            changed: taken.changed,
          })}{" "}
        </MessageBar>
      ) : (
        <Standing view={view} some={some} />
      )}
      {wrongs > 0 ? <Refused view={view} words={words} /> : null}
      {view.lines.length > 0 ? <Lines lines={view.lines} /> : null}
      {view.left.length > 0 ? (
        <Card title={t("left")}>
          <p>{t("leftText", { names: format.all(view.left) })}</p>
        </Card>
      ) : null}
      {open ? <TakeIn view={view} action={action} kept={kept} title={title} /> : null}
      {taken === null && !view.mayEdit ? (
        <MessageBar>{programme("catalogue.readOnly")}</MessageBar>
      ) : null}{" "}
    </>
  );
}

function Standing({ view, some }: { view: CatalogueFileView; some: boolean }) {
  const t = useTranslations("programme.catalogue.file");
  const format = formats(useLocale());
  const { counts, wrongs, state } = view;
  if (wrongs > 0) return <MessageBar tone="danger">{t("stops", { count: wrongs })}</MessageBar>;
  return (
    <>
      <MessageBar>{t(some ? "nothingYet" : "same")}</MessageBar>
      <SummaryList
        rows={[
          ...(["new", "changed", "unchanged"] as const).map((kind) => ({
            label: t(`counts.${kind}`),
            value: format.count(counts[kind]),
          })),
          { label: t("comparedWith"), value: <code>{state}</code> },
        ]}
      />
    </>
  );
}

function Refused({ view, words }: Pick<Props, "view" | "words">) {
  const t = useTranslations("programme.catalogue.file");
  return (
    <Card title={t("refused")}>
      {view.wrongs > view.wrong.length ? (
        <p>{t("firstOf", { shown: view.wrong.length, all: view.wrongs })}</p>
      ) : null}{" "}
      <Table caption={t("refused")} stack columns={[{ label: t("place") }, { label: t("why") }]}>
        {view.wrong.map((one, n) => (
          <tr key={n}>
            <th scope="row">{one.path === "" ? t("whole") : <code>{one.path}</code>}</th>
            <td data-label={t("why")}>{words(one)}</td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}

function Lines({ lines }: { lines: FileLine[] }) {
  const t = useTranslations("programme.catalogue.file");
  const all = useTranslations("programme.catalogue");
  const words = useCatalogueWords();
  const field = (name: string) => (isOwn(name) ? t(`fields.${name}`) : words.field(name));
  return (
    <Card title={t("changes")}>
      <Table
        caption={t("changes")}
        stack
        columns={[
          { label: t("what") },
          { label: all("field") },
          { label: all("before") },
          { label: all("after") },
        ]}
      >
        {lines.map((line) =>
          line.state === "new" ? (
            <tr key={line.path}>
              <What line={line} />
              <td colSpan={3}>{t("isNew")}</td>
            </tr>
          ) : (
            line.changes.map(({ field: name, before, after }) => (
              <tr key={`${line.path} ${name}`}>
                <What line={line} />
                <td data-label={all("field")}>{field(name)}</td>
                <td data-label={all("before")}>
                  <pre>{words.value(name, before ?? "")}</pre>
                </td>
                <td data-label={all("after")}>
                  <pre>{words.value(name, after)}</pre>
                </td>
              </tr>
            ))
          ),
        )}
      </Table>
    </Card>
  );
}

function What({ line: { key, state, list } }: { line: FileLine }) {
  const t = useTranslations("programme.catalogue.file");
  return (
    <th scope="row">
      {key} <Badge>{t(`states.${state}`)}</Badge>
      <small>{t(`lists.${list}`)}</small>
    </th>
  );
}

const own = [
  "labelEn",
  "labelNl",
  "kind",
  "unit",
  "whole",
  "currency",
  "withCustomers",
  "countries",
  "amount",
] as const;
const isOwn = (name: string): name is (typeof own)[number] => own.some((one) => one === name);

function TakeIn({ view, action, kept, title }: Omit<Props, "words"> & { title: string }) {
  const t = useTranslations("programme.catalogue.file");
  return (
    <Card title={t("takeIn")}>
      <p>{t("takeInText")}</p>
      {view.twoEditors ? <p>{t("twoText")}</p> : null}
      <Form action={action} title={title} initial={{ values: kept ?? {}, errors: [] }}>
        <Hidden values={{ file: view.id, state: view.state }} />
        {view.asksDay ? <TextField name="day" label={t("day")} hint={t("dayHint")} /> : null}
        <Buttons href={catalogueFilePage}>{t("takeIn")}</Buttons>
      </Form>
    </Card>
  );
}
