import { useLocale, useTranslations } from "next-intl";
import type { RunRowLine, RunView } from "@/lib/views/run";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { CustomerName } from "../customers/customer-name";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { Pagination } from "../ui/pagination";
import { Status } from "../ui/status";
import { SubmitButton } from "../ui/submit-button";
import { Table } from "../ui/table";
import { Tabs } from "../ui/tabs";
import { pathOf } from "./run-paths";
import { outcomeTones, verdictTones } from "./run-tones";

export type RowWords = (error: {
  code: string;
  params?: Record<string, string | number> | undefined;
}) => string;
type Props = { view: RunView; words: RowWords; takeOut: FormAction | null };

/** The rows of a run, each with its outcome and why; those that would be done can be taken out. */
export function RunRows({ view, words, takeOut }: Props) {
  const t = useTranslations("runs");
  const { rows, next, query, counts, id } = view;
  if (counts.all === 0) return null;
  const open = takeOut !== null && view.state === "looked";
  const path = pathOf(view);
  const hrefOf = (show: string, after?: string) => {
    const search = new URLSearchParams({ ...(show && { show }), ...(after && { after }) });
    return search.size > 0 ? `${path}?${search}` : path;
  };
  const shows = (
    view.beganAt
      ? (["done", "refused", "already", "not", "out"] as const)
      : (["will", "already", "not", "out"] as const)
  ).filter(
    (one) =>
      one === query.show || (one === "already" ? counts.already + counts.late : counts[one]) > 0,
  );
  const label = (show: (typeof shows)[number]) => t(`counts.${show}`);
  const table = <Rows view={view} words={words} open={open} />;
  return (
    <>
      <Tabs
        variant="pills"
        label={t("show")}
        tabs={[
          { label: t("all"), href: hrefOf(""), current: query.show === "" },
          ...shows.map((show) => ({
            label: label(show),
            href: hrefOf(show),
            current: query.show === show,
          })),
        ]}
      />
      {rows.length === 0 ? <p>{t("noRows")}</p> : table}
      {open && rows.length > 0 ? (
        <Form action={takeOut} id={TAKE_OUT}>
          <Hidden values={{ id, show: query.show, after: query.after ?? "" }} />
          {rows.filter(isOpen).map(({ position }) => (
            <input key={position} type="hidden" name="shown" value={position} />
          ))}
          {rows.some(isOpen) ? (
            <div className="buttons">
              <SubmitButton variant="default">{t("saveOut")}</SubmitButton>
            </div>
          ) : null}
        </Form>
      ) : null}
      <Pagination
        firstHref={query.after ? hrefOf(query.show) : undefined}
        nextHref={next === null ? undefined : hrefOf(query.show, next)}
      />
    </>
  );
}

/** The form that the boxes of the rows belong to. */
const TAKE_OUT = "take-out";

const isOpen = ({ verdict, outcome }: RunRowLine) => verdict === "will" && outcome === null;

function Rows({ view, words, open }: Omit<Props, "takeOut"> & { open: boolean }) {
  const t = useTranslations("runs");
  const format = formats(useLocale());
  const { rows, kind, acts } = view;
  const asks = kind === "ask";
  const pays = rows.some(({ payout }) => payout !== null);
  const columns = [
    ...(open ? [{ label: t("in"), nowrap: true }] : []),
    { label: t("columns.customer"), wide: true },
    { label: t("columns.workshop") },
    { label: t("columns.location") },
    ...(asks ? [{ label: t("columns.contact") }] : []),
    ...(pays ? [{ label: t("columns.payout"), end: true }] : []),
    { label: t("columns.outcome"), wide: true },
  ];
  return (
    <Table caption={t("show")} columns={columns} stack>
      {rows.map((row) => {
        const name = row.tenantName ?? row.said ?? t("name", { number: row.position });
        return (
          <tr key={row.position} id={`row-${row.position}`}>
            {open ? (
              <td>
                {isOpen(row) ? (
                  <input
                    type="checkbox"
                    name="keep"
                    form={TAKE_OUT}
                    value={row.position}
                    defaultChecked={!row.takenOut}
                    aria-label={t("keep", { row: row.position, name })}
                  />
                ) : null}
              </td>
            ) : null}
            <th scope="row">
              {row.tenantId !== null && acts ? (
                <CustomerName id={row.tenantId}>{name}</CustomerName>
              ) : (
                name
              )}
              {row.line === null ? null : (
                <small>
                  {t("columns.line")} {row.line}
                </small>
              )}
            </th>
            <td>
              {row.claimNumber !== null && acts ? (
                <a href={`/claims/${row.claimNumber}`}>{row.claimNumber}</a>
              ) : null}{" "}
              {row.workshop}
            </td>
            <td>{row.location}</td>
            {asks ? (
              <td data-label={row.contact ? t("columns.contact") : undefined}>{row.contact}</td>
            ) : null}
            {pays ? (
              <td data-label={row.payout ? t("columns.payout") : undefined}>
                {row.payout ? format.money(row.payout) : null}
              </td>
            ) : null}
            <td>
              <Outcome row={row} words={words} view={view} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}

function Outcome({ row, words, view }: { row: RunRowLine; words: RowWords; view: RunView }) {
  const t = useTranslations("runs");
  const { outcome, verdict, takenOut, outcomeCode, verdictCode } = row;
  const ended = view.state === "done" || view.state === "stopped";
  if (outcome !== null)
    return (
      <>
        <Status tone={outcomeTones[outcome]}>{t(`outcomes.${outcome}`)}</Status>
        {outcomeCode ? (
          <small>{words({ code: outcomeCode, params: row.outcomeParams })}</small>
        ) : null}
      </>
    );
  if (takenOut) return <Status>{t("takenOut")}</Status>;
  if (verdict === null) return null;
  if (ended && verdict === "will") return <Status tone="warning">{t("untried")}</Status>;
  return (
    <>
      <Status tone={verdictTones[verdict]}>{t(`verdicts.${verdict}`)}</Status>
      {verdictCode ? (
        <small>{words({ code: verdictCode, params: row.verdictParams })}</small>
      ) : null}
    </>
  );
}
