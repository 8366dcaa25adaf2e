import { getLocale, getTranslations } from "next-intl/server";
import type { QueueLine, QueueView } from "@/lib/views/programme/claims";
import { formats } from "@/messages/format/formats";
import { claimTone } from "../claims/claim-tone";
import { Badge, Status } from "../ui/status";
import { Table, type Column } from "../ui/table";
import { ClaimClock } from "./claim-clock";
import { payHref, queueHref } from "./queue-href";

/** The rows of the queue; a claim ID opens the claim. */
export async function ClaimsTable({ view }: { view: QueueView }) {
  const t = await getTranslations("review.queue");
  const { query, rows } = view;
  const runs = !query.status.some((one) => one === "all" || one === "approved");
  const sortable = (key: "age" | "target" | "deadline"): Partial<Column> => {
    const up = query.sort === key;
    // An age grows the other way than the instant of sending in.
    const ascending = key === "age" ? "descending" : "ascending";
    const descending = key === "age" ? "ascending" : "descending";
    return {
      sortHref: queueHref({ ...query, after: null, sort: up ? `-${key}` : key }),
      sorted: up ? ascending : query.sort === `-${key}` ? descending : undefined,
    };
  };
  const columns: Column[] = [
    { label: t("columns.claim") },
    { key: "partner", label: t("columns.partner") },
    { key: "status", label: t("columns.status") },
    { key: "age", label: t("columns.age"), ...sortable("age"), nowrap: true },
    ...(view.targetDays === null
      ? []
      : [
          {
            key: "target",
            label: t("columns.target"),
            ...(runs && sortable("target")),
          },
        ]),
    {
      key: "deadline",
      label: t("columns.deadline"),
      ...(runs && sortable("deadline")),
      nowrap: true,
    },
    { key: "payout", label: t("columns.payout"), end: true },
  ];
  const table = (
    <Table caption={t("title")} columns={columns} stack look={query}>
      {rows.map((row) => (
        <ClaimRow key={row.number} row={row} view={view} />
      ))}
    </Table>
  );
  if (!mayChoose(view)) return table;
  return (
    <form className="stack" action="/programme/claims/pay">
      {table}
      <div className="buttons">
        <button type="submit">{t("payChosen")}</button>
        <a className="button subtle" href={payHref(rows.map(({ number }) => number))}>
          {t("payAll", { count: rows.length })}
        </a>
      </div>
    </form>
  );
}

/** W14: several are marked as paid at once where what is to be paid is looked at. */
const mayChoose = ({ query, mayPay }: QueueView) => mayPay && query.status.join() === "approved";

async function ClaimRow({ row, view }: { row: QueueLine; view: QueueView }) {
  const t = await getTranslations("review.queue");
  const status = await getTranslations("customers.claim");
  const format = formats(await getLocale());
  const day = (iso: string) => format.shortDay(iso);
  const { deadline } = row;
  return (
    <tr id={`claim-${String(row.number)}`}>
      <th scope="row">
        {mayChoose(view) ? (
          <>
            <input
              type="checkbox"
              name="claim"
              value={row.number}
              aria-label={t("choose", { claim: String(row.number) })}
            />{" "}
          </>
        ) : null}
        <a href={`/programme/claims/${row.number}`}>{row.number}</a>
        <div>{row.tenantName}</div>
        <small>{row.engagementName}</small>
      </th>
      <td>{row.partnerName}</td>
      <td>
        <Status tone={claimTone[row.status]}>{status(row.status)}</Status>
        <Reviewer row={row} />
        {row.newComment ? (
          <div>
            <Badge tone="info">{t("newComment")}</Badge>
          </div>
        ) : null}
      </td>
      <td data-label={t("columns.age")}>
        {row.age === null ? "–" : t("days", { days: row.age })}
        <small>{day(row.submittedOn)}</small>
      </td>
      {view.targetDays === null ? null : (
        <td data-label={t("columns.target")}>
          {row.clock ? <ClaimClock clock={row.clock} /> : "–"}
        </td>
      )}
      <td data-label={t("columns.deadline")}>
        {deadline ? (
          <>
            {deadline.daysLeft < 0 ? (
              <Status tone="danger">{t("overdue", { days: -deadline.daysLeft })}</Status>
            ) : (
              t("due", { days: deadline.daysLeft })
            )}
            <small>{day(deadline.date)}</small>
          </>
        ) : (
          "–"
        )}
      </td>
      <td data-label={t("columns.payout")}>
        {row.payout === null ? t("noPayout") : format.money(row.payout)}
      </td>
    </tr>
  );
}

async function Reviewer({ row: { reviewer, status } }: { row: QueueLine }) {
  const t = await getTranslations("review.queue");
  if (!reviewer) return null;
  if (status === "submitted") return <small>{t("before", { name: reviewer.name })}</small>;
  if (status !== "under_review" && status !== "disputed") return null;
  return (
    <>
      <small>{reviewer.you ? t("heldByYou") : t("heldBy", { name: reviewer.name })}</small>
      {reviewer.from === null ? null : <small>{t("handed", { name: reviewer.from })}</small>}
    </>
  );
}
