import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { TemplatesView } from "@/lib/views/programme/words";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { FileForm } from "../ui/file-form";
import { MessageBar, Told } from "../ui/message-bar";
import { hidden, RowAct } from "../ui/row-act";
import { Table } from "../ui/table";
import { DataTabs } from "./word-frame";

type Props = {
  view: TemplatesView;
  remove: FormAction;
  /** The name of what was just added; what was wrong with a file. */
  added: string | undefined;
  removed: boolean;
  refused: string | null;
};

/** P14: the files that partners fill in for the proof of a claim. */
export function TemplatesPage({ view, remove, added, removed, refused }: Props) {
  const t = useTranslations("programme.words.templates");
  const words = useTranslations("programme.words");
  return (
    <>
      <DataTabs current="templates" />
      {added ? <Told>{t("added", { address: `/templates/${added}` })}</Told> : null}
      {removed ? <Told>{words("done.removed")}</Told> : null}
      {refused ? (
        <MessageBar tone="danger" title={t("refused")} told>
          {refused}
        </MessageBar>
      ) : null}
      <p>{t("intro")}</p>
      {view.templates.length === 0 ? (
        <EmptyState icon="engagements" title={t("none")} />
      ) : (
        <Rows view={view} remove={remove} />
      )}
      {view.mayEdit ? (
        <Card title={t("addTitle")}>
          <FileForm
            to="/programme/templates/file"
            label={t("file")}
            hint={t("hint")}
            act={t("add")}
          />
        </Card>
      ) : (
        <MessageBar>{words("readOnly")}</MessageBar>
      )}
    </>
  );
}

function Rows({ view: { templates, mayEdit }, remove }: Pick<Props, "view" | "remove">) {
  const t = useTranslations("programme.words.templates");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  return (
    <Table
      caption={t("title")}
      stack
      columns={[
        { label: t("address") },
        { label: t("size") },
        { label: t("by") },
        { label: t("use") },
      ]}
    >
      {templates.map(({ name, size, addedAt, addedByName, used }) => (
        <tr key={name}>
          <th scope="row">
            <a href={`/templates/${name}`} download>
              {`/templates/${name}`}
            </a>
          </th>
          <td data-label={t("size")}>{format.size(size)}</td>
          <td data-label={t("by")}>
            {t("byLine", {
              name: addedByName ?? "–",
              when: format.shortDay({ at: addedAt, zone }),
            })}
          </td>
          <td data-label={t("use")}>
            {used ? (
              t("used")
            ) : mayEdit ? (
              <RowAct action={remove} values={{ name }}>
                {t("remove")} {hidden(name)}
              </RowAct>
            ) : (
              t("unused")
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
