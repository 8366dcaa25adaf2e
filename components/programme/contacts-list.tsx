import { useLocale, useTranslations } from "next-intl";
import type { ContactsView } from "@/lib/views/programme/contacts";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { ListFrame } from "../ui/list-frame";
import { Told } from "../ui/message-bar";
import { Time } from "./time";

const base = "/programme/contacts";
const decisions = ["released", "refused"] as const;

type Props = { view: ContactsView; done: string | undefined };

/** D19: the contacts outside of their customer's domains that wait for staff. */
export function ContactsList({ view, done }: Props) {
  const t = useTranslations("programme.contacts");
  const format = formats(useLocale());
  const { rows, ...list } = view;
  const told = decisions.find((one) => one === done);
  return (
    <>
      {told ? <Told>{t(`done.${told}`)}</Told> : null}
      <p>{t("intro")}</p>
      <ListFrame
        {...list}
        path={base}
        usual="asked"
        search={t("search")}
        caption={t("caption")}
        columns={[
          { label: t("contact") },
          { key: "customer", label: t("customer") },
          { key: "partner", label: t("partner") },
          { key: "reason", label: t("reason"), wide: true },
          { key: "asked", label: t("asked"), sort: "asked" },
          { key: "until", label: t("until") },
        ]}
        empty={{ icon: "check", title: t("none"), text: t("noneText") }}
      >
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
      </ListFrame>
    </>
  );
}
