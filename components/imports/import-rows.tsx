import { useTranslations } from "next-intl";
import type { ImportView } from "@/lib/views/programme/imports";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { labelOf } from "./label-of";
import { outcomeTones } from "./import-tones";

export type RowWords = (error: {
  code: string;
  params?: Record<string, string | number> | undefined;
}) => string;
type Props = { view: ImportView; words: RowWords };

/** First rows of a file as they would be stored, what stands now beside it, and what is wrong in the cells. */
export function ImportRows({ view, words }: Props) {
  const t = useTranslations("imports");
  const { sample, kind } = view;
  const filled = view.columns.filter(({ key }) =>
    sample.some(({ values, errors }) => values[key] || errors.some(({ field }) => field === key)),
  );
  const columns = [
    { label: t("line"), nowrap: true },
    { label: t("what"), wide: true },
    ...filled.map(({ key }) => ({ label: labelOf(t, kind, key) })),
  ];
  return (
    <Table caption={t("rows")} captionHidden={false} columns={columns} stack>
      {sample.map(({ line, outcome, values, before, errors }) => (
        <tr key={line}>
          <th scope="row">{t("lineOf", { line })}</th>
          <td>
            <Status tone={outcomeTones[outcome]}>{t(`outcomes.${outcome}`)}</Status>
            {errors
              .filter(({ field }) => !filled.some(({ key }) => key === field))
              .map((error) => (
                <small key={error.code}>{words(error)}</small>
              ))}
          </td>
          {filled.map(({ key }) => (
            <td
              key={key}
              data-label={
                values[key] || errors.some(({ field }) => field === key)
                  ? labelOf(t, kind, key)
                  : undefined
              }
            >
              {values[key]}
              {before[key] === undefined ? null : <small>{t("was", { value: before[key] })}</small>}
              {errors
                .filter(({ field }) => field === key)
                .map((error) => (
                  <small key={error.code} className="error" data-tone="danger">
                    {words(error)}
                  </small>
                ))}
            </td>
          ))}
        </tr>
      ))}
    </Table>
  );
}

/** What is wrong with rows, by line and column. */
export function ImportRefusals({ view, words }: Props) {
  const t = useTranslations("imports");
  const { refusals, kind, counts } = view;
  const more = counts.refused - new Set(refusals.map(({ line }) => line)).size;
  const columns = [
    { label: t("line"), nowrap: true },
    { label: t("refusals"), wide: true },
  ];
  return (
    <>
      <Table caption={t("refusals")} captionHidden={false} columns={columns} stack>
        {refusals.map((one, at) => (
          <tr key={`${one.line} ${at}`}>
            <th scope="row">{t("lineOf", { line: one.line })}</th>
            <td>
              {one.column === ""
                ? words(one)
                : t("columnAndWhy", { column: labelOf(t, kind, one.column), why: words(one) })}
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 ? <p>{t("more", { count: more })}</p> : null}
    </>
  );
}
