import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { Table } from "@/components/ui/table";
import type { EngagementEligibility, PlaceLine } from "@/lib/views/engagement-eligibility";
import { PlaceCriteria } from "./place-criteria";
import { getCriterionWords } from "./words";

const payeeTones = {
  valid: "success",
  validating: "pending",
  missing: "danger",
  rejected: "danger",
} as const;

/** Every location of the company with its eligibility; each can be opened, criterion by criterion. */
export async function PlacesEligibility({ view }: { view: EngagementEligibility }) {
  const t = await getTranslations("engagements.eligibility");
  const met = view.mine.filter((place) => place.met).length;
  return (
    <div className="sections">
      {view.mine.length > 0 ? (
        <section>
          <p>{t("intro", { met, total: view.mine.length })}</p>
          <Places lines={view.mine} caption={t("mine")} />
        </section>
      ) : (
        <EmptyState title={t("none.title")}>{t("none.text")}</EmptyState>
      )}
      {view.others.length > 0 ? (
        <section>
          <h2>{t("others")}</h2>
          <p className="hint">{t("othersText")}</p>
          <Places lines={view.others} caption={t("others")} />
        </section>
      ) : null}
      {view.notEnrolled.length > 0 ? (
        <section>
          <h2>{t("notEnrolled")}</h2>
          <p className="hint">{t("notEnrolledText")}</p>
          <Places lines={view.notEnrolled} caption={t("notEnrolled")} />
        </section>
      ) : null}
    </div>
  );
}

async function Places({ lines, caption }: { lines: PlaceLine[]; caption: string }) {
  const t = await getTranslations("engagements");
  const words = await getCriterionWords();
  return (
    <Table
      caption={caption}
      stack
      columns={[
        { label: t("eligibility.columns.location") },
        { label: t("eligibility.columns.enrolment") },
        { label: t("eligibility.columns.payee") },
        { label: t("eligibility.columns.band") },
        { label: t("eligibility.columns.eligibility") },
      ]}
    >
      {lines.map((line) => (
        <tr key={line.id}>
          <th scope="row">
            {line.name}
            <small>
              {line.city}, {words.country(line.country)} ·{" "}
              {t("eligibility.mpn", { id: line.mpnId })}
            </small>
          </th>
          <td data-label={t("eligibility.columns.enrolment")}>
            <Status tone={line.enrolment === "enrolled" ? "success" : "warning"}>
              {t(`enrolment.${line.enrolment}`)}
            </Status>
          </td>
          <td data-label={t("eligibility.columns.payee")}>
            <Status tone={payeeTones[line.payeeProfile]}>{t(`payee.${line.payeeProfile}`)}</Status>
          </td>
          <td>{t("summary.bandName", { band: line.band })}</td>
          <td>
            <Status tone={line.met ? "success" : "danger"}>
              {t(line.met ? "eligibility.met" : "eligibility.notMet")}
            </Status>
            <PlaceCriteria line={line} />
          </td>
        </tr>
      ))}
    </Table>
  );
}
