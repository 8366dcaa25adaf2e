import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { TemplatesView } from "@/lib/views/programme/words";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar, Told } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
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
          <form action="/programme/templates/file" method="post" encType="multipart/form-data">
            <div className="field">
              <label htmlFor="file">{t("file")}</label>
              <p className="hint" id="file-hint">
                {t("hint")}
              </p>
              <input id="file" name="file" type="file" required aria-describedby="file-hint" />
            </div>
            <div className="buttons">
              <Button type="submit" variant="primary">
                {t("add")}
              </Button>
            </div>
          </form>
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
              <Form action={remove}>
                <Hidden values={{ name }} />
                <SubmitButton variant="subtle">
                  {t("remove")} <span className="visually-hidden">{name}</span>
                </SubmitButton>
              </Form>
            ) : (
              t("unused")
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}
