import { useLocale, useTranslations } from "next-intl";
import type { LocationLine } from "@/lib/views/locations";
import { formats } from "@/messages/format/formats";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Table } from "../ui/table";
import { EnrolmentState, PayeeState } from "./location-state";

/** P27: the locations at which the reader works, where each stands, and what to do. */
export function LocationsList({ view }: { view: { rows: LocationLine[] } }) {
  const t = useTranslations("locations");
  const format = formats(useLocale());
  const columns = (["location", "enrolment", "payee", "toDo"] as const).map((key) => ({
    label: t(`columns.${key}`),
  }));
  return (
    <>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      {view.rows.length === 0 ? <EmptyState title={t("none")}>{t("noneText")}</EmptyState> : null}
      {view.rows.length > 0 ? (
        <Table caption={t("title")} columns={columns} stack>
          {view.rows.map((row) => (
            <tr key={row.id} id={row.id}>
              <th scope="row">
                <a href={`/settings/locations/${row.id}`}>{row.name}</a>
                <small>
                  {t("place", {
                    id: row.mpnId,
                    city: row.city,
                    country: format.country(row.country),
                  })}
                </small>
              </th>
              <td data-label={t("columns.enrolment")}>
                <EnrolmentState state={row.enrolment} />
              </td>
              <td data-label={t("columns.payee")}>
                <PayeeState state={row.payeeProfile} />
              </td>
              <td data-label={t("columns.toDo")}>
                {row.toDo === null ? t("nothing") : t(`toDo.${row.toDo}`)}
              </td>
            </tr>
          ))}
        </Table>
      ) : null}
    </>
  );
}
