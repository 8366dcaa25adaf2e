import { useTranslations } from "next-intl";
import type { ImportView } from "@/lib/views/programme/imports";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { importsPage } from "../partners/partner-paths";
import { Card } from "../ui/card";
import { CsvLinks } from "../ui/csv-links";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { TextArea, TextField } from "../ui/text-field";
import type { RowWords } from "./import-rows";

type Props = {
  view: ImportView;
  words: RowWords;
  begin: FormAction;
  kept: FormValues | null;
};

/** P23: what a file that is the whole list leaves out, asked once more before it is removed; what stayed, afterwards. */
export function ImportGone({ view, words, begin, kept }: Props) {
  const t = useTranslations("imports.gone");
  const { state, gone, options, counts, missing, stayed, removeAsked } = view;
  if (state === "previewed" && options.wholeList && missing.length === 0) {
    if (gone === null && counts.refused > 0)
      return <MessageBar tone="warning">{t("bad")}</MessageBar>;
    if (!gone) return <MessageBar tone="info">{t("nothing")}</MessageBar>;
    return (
      <Card title={t("title", { count: gone })}>
        <p>{t("text")}</p>
        <Removals view={view} words={words} />
        {view.needs === null ? <Ask view={view} begin={begin} kept={kept} /> : null}
      </Card>
    );
  }
  if (!removeAsked || state === "running" || state === "stopping") return null;
  return stayed === 0 ? (
    <Missing id={view.id} />
  ) : (
    <Card title={t("stayedTitle", { count: stayed })}>
      <Removals view={view} words={words} />
    </Card>
  );
}

function Missing({ id }: { id: string }) {
  const t = useTranslations("imports.gone");
  return (
    <div className="buttons">
      <CsvLinks href={`${importsPage}/${id}/missing.csv`}>{t("download")}</CsvLinks>
    </div>
  );
}

function Removals({ view, words }: Pick<Props, "view" | "words">) {
  const t = useTranslations("imports.gone");
  const { removals, id, gone, state, stayed } = view;
  const more = (state === "previewed" ? (gone ?? 0) : stayed) - removals.length;
  const columns = [{ label: t("name"), wide: true }, { label: t("becomes") }];
  return (
    <>
      <Table caption={t("caption")} columns={columns} stack>
        {removals.map(({ place, name, becomes, code }) => (
          <tr key={place}>
            <th scope="row">{name}</th>
            <td data-label={t("becomes")}>
              {code === null ? t(`kinds.${becomes}`) : words({ code })}
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 ? <p>{t("more", { count: more })}</p> : null}
      <Missing id={id} />
    </>
  );
}

function Ask({ view, begin, kept }: Omit<Props, "words">) {
  const t = useTranslations("imports.gone");
  const { id, pass, gone, counts, wholeList } = view;
  const count = gone ?? 0;
  const changes = counts.new + counts.changed;
  return (
    <Form action={begin} initial={{ values: kept ?? {}, errors: [] }}>
      <Hidden values={{ id, pass: String(pass) }} />
      <TextField
        name="remove"
        label={t("typed", { count })}
        {...(changes > 0 && { hint: t("typedHint") })}
        required
        inputMode="numeric"
        autoComplete="off"
      />
      {wholeList?.reason ? (
        <TextArea
          required
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          maxLength={1_000}
        />
      ) : null}
      <div className="buttons">
        <SubmitButton variant="danger">{t("run", { changes, count })}</SubmitButton>
      </div>
    </Form>
  );
}
