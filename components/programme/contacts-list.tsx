import { useLocale, useTranslations } from "next-intl";
import type { ContactsView } from "@/lib/views/programme/contacts";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { EmptyState } from "../ui/empty-state";
import { Told } from "../ui/message-bar";
import { Pagination } from "../ui/pagination";
import { Table } from "../ui/table";
import { Time } from "./time";

const base = "/programme/contacts";
const decisions = ["released", "refused"] as const;

type Props = { view: ContactsView; paged: boolean; done: string | undefined };

/** D19: the contacts outside of their customer's domains that wait for staff. */
export function ContactsList({ view, paged, done }: Props) {
  const t = useTranslations("programme.contacts");
  const told = decisions.find((one) => one === done);
  return (
    <>
      {told ? <Told>{t(`done.${told}`)}</Told> : null}
      <p>{t("intro")}</p>
      {view.rows.length === 0 ? (
        <EmptyState icon="check" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : (
        <ContactsTable rows={view.rows} />
      )}
      <Pagination
        firstHref={paged ? base : undefined}
        nextHref={view.next === null ? undefined : `${base}?after=${view.next}`}
      />
    </>
  );
}

function ContactsTable({ rows }: Pick<ContactsView, "rows">) {
  const t = useTranslations("programme.contacts");
  const format = formats(useLocale());
  const columns = [
    { label: t("contact") },
    { label: t("customer") },
    { label: t("partner") },
    { label: t("reason") },
    { label: t("asked") },
    { label: t("until") },
  ];
  return (
    <Table caption={t("caption")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id} id={row.id}>
          <th scope="row">
            <a href={`${base}/${row.id}`}>{row.contactEmail}</a>
          </th>
          <td>{row.tenantName}</td>
          <td>{row.partnerName}</td>
          <td>{row.reason}</td>
          <td data-label={t("asked")}>
            <Time at={row.askedAt} />
          </td>
          <td data-label={t("until")}>
            {format.shortDay({ at: lastMoment(row.consentDueAt), zone: row.timeZone })}
          </td>
        </tr>
      ))}
    </Table>
  );
}
