import { useLocale, useTranslations } from "next-intl";
import type { RoundsView } from "@/lib/views/programme/rounds";
import { formats } from "@/messages/format/formats";
import { ListFrame } from "../ui/list-frame";
import { Told } from "../ui/message-bar";
import { PartnerFrame } from "./partner-frame";
import { extendPage, roundsPage } from "./partner-paths";

const waits = ["consent", "delivery"] as const;

type Props = { view: RoundsView; done: boolean };

/** The rounds of a company whose deadline runs; each leads to where it is extended (P25). */
export function RoundsList({ view, done }: Props) {
  const t = useTranslations("programme.partners.rounds");
  const format = formats(useLocale());
  const { rows, partner, ...list } = view;
  return (
    <PartnerFrame tab title={t("titleOf", { name: partner.name })} of={partner}>
      {done ? <Told>{t("done")}</Told> : null}
      <p>{t("intro")}</p>
      <ListFrame
        {...list}
        path={roundsPage(partner.id)}
        usual="due"
        search={t("search")}
        filters={[
          {
            name: "kind",
            label: t("columns.waitsFor"),
            options: waits.map((value) => ({ value, label: t(`kinds.${value}`) })),
          },
        ]}
        caption={t("title")}
        columns={[
          { label: t("columns.customer"), wide: true },
          { key: "workshop", label: t("columns.workshop"), wide: true },
          { key: "waitsFor", label: t("columns.waitsFor") },
          { key: "lastDay", label: t("columns.lastDay"), sort: "due", nowrap: true },
        ]}
        empty={{ icon: "check", title: t("empty"), text: t("emptyText") }}
      >
        {rows.map((row) => (
          <tr key={row.id} id={row.id}>
            <th scope="row">
              <a href={extendPage(partner.id, row.id)}>{row.customer}</a>
            </th>
            <td>
              {row.workshop}
              <small>{row.location}</small>
            </td>
            <td data-label={t("columns.waitsFor")}>{t(`kinds.${row.kind}`)}</td>
            <td data-label={t("columns.lastDay")}>
              {format.shortDay(row.lastDay)}
              <small>{t("left", { days: row.daysLeft })}</small>
            </td>
          </tr>
        ))}
      </ListFrame>
    </PartnerFrame>
  );
}
