import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { ImportsView } from "@/lib/views/programme/imports";
import { formats } from "@/messages/format/formats";
import { importsPage } from "../partners/partner-paths";
import { LinkButton } from "../ui/button";
import { ListFrame } from "../ui/list-frame";
import { Status } from "../ui/status";
import { toneOf } from "./import-tones";

const kinds = ["tenants", "partners", "people", "known", "history"] as const;

/** What was imported, the newest first. */
export function ImportsList({ view }: { view: ImportsView }) {
  const t = useTranslations("imports");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { rows, mayImport, ...list } = view;
  const states = Object.keys(toneOf) as (keyof typeof toneOf)[];
  return (
    <>
      <p>{t("intro")}</p>
      <ListFrame
        {...list}
        path={importsPage}
        usual="-made"
        filters={[
          {
            name: "kind",
            label: t("kind"),
            options: kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          },
          {
            name: "state",
            label: t("state"),
            options: states.map((value) => ({ value, label: t(`states.${value}`) })),
          },
        ]}
        caption={t("file")}
        columns={[
          { label: t("file"), wide: true },
          { key: "kind", label: t("kind") },
          { key: "state", label: t("state") },
          { key: "counts", label: t("counts") },
          { key: "when", label: t("when"), sort: "-made", nowrap: true },
          { key: "who", label: t("who") },
        ]}
        empty={{ title: t("empty"), text: t("emptyText") }}
        end={
          mayImport ? (
            <LinkButton variant="primary" href={`${importsPage}/new`}>
              {t("new")}
            </LinkButton>
          ) : null
        }
      >
        {rows.map(({ id, fileName, kind, state, made, changed, refused, madeAt, by }) => (
          <tr key={id} id={id}>
            <th scope="row">
              <a href={`${importsPage}/${id}`}>{fileName}</a>
            </th>
            <td>{t(`kinds.${kind}`)}</td>
            <td>
              <Status tone={toneOf[state]}>{t(`states.${state}`)}</Status>
            </td>
            <td>{t("countsOf", { made, changed, refused })}</td>
            <td>{format.instant(madeAt, zone)}</td>
            <td data-label={t("who")}>{by ?? t("command")}</td>
          </tr>
        ))}
      </ListFrame>
    </>
  );
}
