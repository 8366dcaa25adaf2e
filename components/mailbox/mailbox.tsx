import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { MailboxLine, MailboxView } from "@/lib/views/mailbox";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { FilterForm } from "../ui/filter-form";
import { PageHeader } from "../ui/page-header";
import { Pagination } from "../ui/pagination";
import { SearchBox } from "../ui/search-box";
import { Table } from "../ui/table";
import styles from "./mailbox.module.css";
import { MailState } from "./mail-state";

/** Every e-mail that would have been sent, the newest first. */
export function Mailbox({ view, paged }: { view: MailboxView; paged: boolean }) {
  const t = useTranslations("mailbox");
  const href = (after?: string) => {
    const search = new URLSearchParams({ ...(view.q && { q: view.q }), ...(after && { after }) });
    return search.size > 0 ? `/mailbox?${search.toString()}` : "/mailbox";
  };
  return (
    <div className={styles.mailbox}>
      <PageHeader title={t("title")}>{t("intro")}</PageHeader>
      <FilterForm
        action="/mailbox"
        clearHref={view.q ? "/mailbox" : undefined}
        end={<LinkButton href={href()}>{t("refresh")}</LinkButton>}
      >
        <SearchBox label={t("search")} value={view.q} />
      </FilterForm>
      {view.rows.length > 0 ? <Mails rows={view.rows} /> : <None searched={view.q !== ""} />}
      <Pagination
        firstHref={paged ? href() : undefined}
        nextHref={view.next === null ? undefined : href(view.next)}
      />
    </div>
  );
}

function Mails({ rows }: { rows: MailboxLine[] }) {
  const zone = useTimeZone() ?? "UTC";
  const t = useTranslations("mailbox");
  const format = formats(useLocale());
  const columns = [
    { label: t("subject") },
    { label: t("recipient") },
    { label: t("when"), nowrap: true },
    { label: t("state"), nowrap: true },
  ];
  return (
    <Table caption={t("title")} columns={columns} stack>
      {rows.map((mail) => (
        <tr key={mail.id} id={mail.id}>
          <th scope="row">
            <a href={`/mailbox/${mail.id}`}>{mail.subject ?? t("noSubject")}</a>
          </th>
          <td>{mail.recipient}</td>
          <td>
            <time dateTime={mail.createdAt.toISOString()}>
              {format.shortInstant(mail.createdAt, zone)}
            </time>
          </td>
          <td>
            <MailState state={mail.state} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function None({ searched }: { searched: boolean }) {
  const t = useTranslations("mailbox");
  return searched ? (
    <EmptyState icon="search" title={t("notFound")}>
      {t("notFoundText")}
    </EmptyState>
  ) : (
    <EmptyState icon="mail" title={t("empty")}>
      {t("emptyText")}
    </EmptyState>
  );
}
