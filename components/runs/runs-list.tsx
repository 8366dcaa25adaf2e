import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { RunsView } from "@/lib/views/runs";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { ListFrame } from "../ui/list-frame";
import { Status } from "../ui/status";
import { pathOf, runsPage, programmeRunsPage } from "./run-paths";
import { runKinds, runTones } from "./run-tones";

type Props = { view: RunsView; staff?: boolean };

/** B5: the runs, the latest first; of all companies for staff. */
export function RunsList({ view, staff = false }: Props) {
  const t = useTranslations("runs");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { rows, ...list } = view;
  const states = (Object.keys(runTones) as (keyof typeof runTones)[]).filter(
    (one) => one !== "stopping",
  );
  return (
    <>
      <p>{t("intro")}</p>
      <ListFrame
        {...list}
        path={staff ? programmeRunsPage : runsPage}
        usual="-made"
        filters={[
          {
            name: "kind",
            label: t("columns.what"),
            options: runKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          },
          {
            name: "state",
            label: t("columns.state"),
            options: states.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        caption={t("title")}
        columns={[
          { label: t("columns.run"), nowrap: true },
          ...(staff ? [{ key: "company", label: t("columns.company"), wide: true }] : []),
          { key: "what", label: t("columns.what"), wide: true },
          { key: "state", label: t("columns.state") },
          { key: "rows", label: t("columns.rows") },
          { key: "when", label: t("columns.when"), sort: "-made", nowrap: true },
          { key: "who", label: t("columns.who") },
        ]}
        empty={{ title: t("empty"), text: staff ? null : t("emptyText") }}
        end={staff ? null : <LinkButton href={`${runsPage}/new`}>{t("fromFile")}</LinkButton>}
      >
        {rows.map(({ id, number, partnerName, kind, state, done, rows: all, madeAt, by }) => (
          <tr key={id} id={staff ? id : `${number}`}>
            <th scope="row">
              <a href={pathOf({ acts: !staff, number, id })}>{t("name", { number })}</a>
            </th>
            {staff ? <td>{partnerName}</td> : null}
            <td>{t(`kinds.${kind}`)}</td>
            <td>
              <Status tone={runTones[state]}>{t(`states.${state}`)}</Status>
            </td>
            <td data-label={t("columns.rows")}>{t("rowsOf", { done, rows: all })}</td>
            <td>{format.instant(madeAt, zone)}</td>
            <td data-label={t("columns.who")}>{by}</td>
          </tr>
        ))}
      </ListFrame>
    </>
  );
}
