import { useLocale, useTranslations } from "next-intl";
import { wordFields } from "@/lib/engagements/words/schema";
import type { WordsView } from "@/lib/views/programme/words";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { MessageBar, Told } from "../ui/message-bar";
import { Table } from "../ui/table";
import { DataTabs, wordPath } from "./word-frame";
import { useWordWords } from "./word-words";
import { contentLanguage } from "@/messages/languages";

const dones = ["added", "saved", "proposed", "withdrawn", "removed"] as const;

type Props = { view: WordsView; done: string | undefined };

/** P9: what the programme measures, asks and offers, a list of it at a time. */
export function WordsList({ view, done }: Props) {
  const t = useTranslations("programme.words");
  const { of, words, mayEdit } = view;
  const told = dones.find((one) => one === done);
  return (
    <>
      <DataTabs current={of} />
      {told ? <Told>{t(`done.${told}`)}</Told> : null}
      <p>{t(`intro.${of}`)}</p>
      {mayEdit ? (
        <div className="buttons">
          <LinkButton href={`/programme/${of}/new`}>{t(`add.${of}`)}</LinkButton>
        </div>
      ) : (
        <MessageBar>{t(of === "metrics" ? "readOnlyMetrics" : "readOnly")}</MessageBar>
      )}
      {words.length === 0 ? (
        <EmptyState icon="engagements" title={t("none")} />
      ) : (
        <Rows view={view} />
      )}
    </>
  );
}

function Rows({ view: { of, words } }: Pick<Props, "view">) {
  const t = useTranslations("programme.words");
  const names = useWordWords();
  const label = contentLanguage(useLocale()) === "nl" ? "labelNl" : "labelEn";
  const shown = wordFields[of].filter((name) => name !== "labelEn" && name !== "labelNl");
  return (
    <Table
      caption={t(`lists.${of}`)}
      stack
      columns={[
        { label: t("name") },
        { label: t("key") },
        ...shown.map((name) => ({ label: names.field(name) })),
      ]}
    >
      {words.map((word) => (
        <tr key={word.key}>
          <th scope="row">
            <a href={wordPath(of, word.key)}>{word[label]}</a>
          </th>
          <td data-label={t("key")}>
            <code>{word.key}</code>
          </td>
          {shown.map((name) => (
            <td key={name} data-label={names.field(name)}>
              {names.value(name, String(word[name] ?? ""))}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}
