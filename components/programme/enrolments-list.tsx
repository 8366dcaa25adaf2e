import { useTranslations } from "next-intl";
import type { EnrolmentsView } from "@/lib/views/programme/enrolments";
import { EnrolmentState, PayeeState } from "../locations/location-state";
import { ListFrame } from "../ui/list-frame";
import { Tabs } from "../ui/tabs";

const base = "/programme/enrolments";

/** P27: the locations that wait for the programme, or all of them. */
export function EnrolmentsList({ view }: { view: EnrolmentsView }) {
  const t = useTranslations("programme.enrolments");
  const { rows, ...list } = view;
  const all = view.query.list === "all";
  return (
    <>
      <Tabs
        label={t("lists")}
        variant="pills"
        tabs={[
          { label: t("waiting"), href: `${base}?view=all`, current: !all },
          { label: t("all"), href: `${base}?list=all`, current: all },
        ]}
      />
      <ListFrame
        {...list}
        path={base}
        usual="name"
        stays={["list"]}
        search={t("search")}
        caption={t(all ? "all" : "waiting")}
        columns={[
          { label: t("location"), sort: "name", wide: true },
          { key: "partner", label: t("partner"), wide: true },
          { key: "enrolment", label: t("enrolment") },
          { key: "payee", label: t("payee") },
        ]}
        empty={{
          icon: "check",
          title: t(all ? "noneAtAll" : "none"),
          text: t(all ? "noneAtAllText" : "noneText"),
        }}
      >
        {rows.map((row) => (
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
      </ListFrame>
    </>
  );
}
