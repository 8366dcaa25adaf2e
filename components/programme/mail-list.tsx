import { useTranslations } from "next-intl";
import type { MailLine, MailView } from "@/lib/views/programme/mail";
import { ListFrame } from "../ui/list-frame";
import { Status } from "../ui/status";
import { Table } from "../ui/table";
import { templateName } from "./template-name";
import { Time } from "./time";

const states = ["bounced", "complained", "failed"] as const;
const keys = ["recipient", "template", "partner", "state"] as const;

/** All e-mails that did not arrive. */
export function MailList({ view }: { view: MailView }) {
  const t = useTranslations("programme.mail");
  const { rows, ...list } = view;
  return (
    <>
      <p>{t("intro")}</p>
      <ListFrame
        {...list}
        path="/programme/mail"
        usual="-made"
        search={t("search")}
        filters={[
          {
            name: "state",
            label: t("state"),
            options: states.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        caption={t("template")}
        columns={[
          { label: t("when"), sort: "-made", nowrap: true },
          ...keys.map((key) => ({ key, label: t(key), wide: key === "state" })),
        ]}
        empty={{ icon: "check", title: t("none") }}
      >
        {rows.map((row) => (
          <MailRow key={row.id} row={row} />
        ))}
      </ListFrame>
    </>
  );
}

/** The latest of them, or that all arrived. */
export function MailTable({ rows }: { rows: MailLine[] }) {
  const t = useTranslations("programme.mail");
  if (rows.length === 0) return <p>{t("none")}</p>;
  const columns = (["when", ...keys] as const).map((key) => ({
    label: t(key),
    nowrap: key === "when",
    wide: key === "state",
  }));
  return (
    <Table caption={t("template")} columns={columns} stack>
      {rows.map((row) => (
        <MailRow key={row.id} row={row} />
      ))}
    </Table>
  );
}

function MailRow({ row }: { row: MailLine }) {
  const t = useTranslations("programme.mail");
  return (
    <tr id={row.id}>
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
  );
}
