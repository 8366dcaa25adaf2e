import { useTranslations } from "next-intl";
import type { MailLine, MailView, Trouble } from "@/lib/views/programme/mail";
import { Pagination } from "../ui/pagination";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { templateName } from "./template-name";
import { Time } from "./time";

const states: readonly Trouble[] = ["bounced", "complained", "failed"];

/** All e-mails that did not arrive, by state. */
export function MailList({ view, paged }: { view: MailView; paged: boolean }) {
  const t = useTranslations("programme");
  const href = (state: Trouble | null, after?: string) => {
    const search = new URLSearchParams({ ...(state && { state }), ...(after && { after }) });
    return search.size > 0 ? `/programme/mail?${search.toString()}` : "/programme/mail";
  };
  return (
    <>
      <p>{t("mail.intro")}</p>
      <nav className="pills" aria-label={t("mail.filter")}>
        {[null, ...states].map((state) => (
          <a
            key={state}
            href={href(state)}
            aria-current={state === view.state ? "page" : undefined}
          >
            {state ? t(`mail.states.${state}`) : t("mail.all")}
          </a>
        ))}
      </nav>
      <MailTable rows={view.rows} />
      <Pagination
        firstHref={paged ? href(view.state) : undefined}
        nextHref={view.next === null ? undefined : href(view.state, view.next)}
      />
    </>
  );
}

/** The e-mails themselves, or that all arrived. */
export function MailTable({ rows }: { rows: MailLine[] }) {
  const t = useTranslations("programme.mail");
  if (rows.length === 0) return <p>{t("none")}</p>;
  const columns = (["when", "recipient", "template", "partner", "state"] as const).map((key) => ({
    label: t(key),
  }));
  return (
    <Table caption={t("template")} columns={columns} stack>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Time at={row.createdAt} />
          </th>
          <td>{row.recipient}</td>
          <td>{t(`templates.${templateName(row.template)}`)}</td>
          <td>{row.partner ?? t("ownMail")}</td>
          <td>
            <Status tone={row.state === "complained" ? "warning" : "danger"}>
              {t(`states.${row.state}`)}
            </Status>
            {row.reason ? (
              <small>
                {t("said")} <q lang="en">{row.reason}</q>
              </small>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  );
}
