import { useTranslations } from "next-intl";
import type { EnrolmentsView } from "@/lib/views/programme/enrolments";
import { EnrolmentState, PayeeState } from "../locations/location-state";
import { EmptyState } from "../ui/empty-state";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { Tabs } from "../ui/tabs";

const base = "/programme/enrolments";

/** P27: the locations that wait for the programme, or all of them. */
export function EnrolmentsList({ view, paged }: { view: EnrolmentsView; paged: boolean }) {
  const t = useTranslations("programme.enrolments");
  const list = view.all ? `${base}?list=all` : base;
  const next = view.next === null ? undefined : `${list}${view.all ? "&" : "?"}after=${view.next}`;
  const columns = (["location", "partner", "enrolment", "payee"] as const).map((key) => ({
    label: t(key),
  }));
  return (
    <>
      <Tabs
        label={t("lists")}
        variant="pills"
        tabs={[
          { label: t("waiting"), href: base, current: !view.all },
          { label: t("all"), href: `${base}?list=all`, current: view.all },
        ]}
      />
      {view.rows.length === 0 ? (
        <EmptyState icon="check" title={t(view.all ? "noneAtAll" : "none")}>
          {t(view.all ? "noneAtAllText" : "noneText")}
        </EmptyState>
      ) : (
        <Table caption={t(view.all ? "all" : "waiting")} columns={columns} stack>
          {view.rows.map((row) => (
            <tr key={row.id} id={row.id}>
              <th scope="row">
                <a href={`${base}/${row.id}`}>{row.name}</a>
                <small>{t("mpn", { id: row.mpnId })}</small>
              </th>
              <td>{row.partnerName}</td>
              <td data-label={t("enrolment")}>
                <EnrolmentState state={row.enrolment} />
              </td>
              <td data-label={t("payee")}>
                <PayeeState state={row.payeeProfile} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <Pagination firstHref={paged ? list : undefined} nextHref={next} />
    </>
  );
}
