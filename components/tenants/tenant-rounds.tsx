import { useLocale, useTranslations } from "next-intl";
import type { TenantView } from "@/lib/views/programme/tenant";
import { formats } from "@/messages/format/formats";
import { claimTone } from "../claims/claim-tone";
import { partnerPage, stopPage } from "../partners/partner-paths";
import { Card } from "../ui/card";
import { Status } from "../ui/status";
import { Table } from "../ui/table";

type Round = TenantView["rounds"][number];

/** P17: what all partners do with a tenant, rivals side by side: for the programme alone. */
export function TenantRounds({ view }: { view: Pick<TenantView, "rounds" | "knowers"> }) {
  const t = useTranslations("programme.tenant.rounds");
  const format = formats(useLocale());
  const day = (at: Date, zone: string) => format.shortDay({ at, zone });
  const columns = (["partner", "workshop", "began", "stands", "act"] as const).map((key) => ({
    label: t(`columns.${key}`),
  }));
  return (
    <Card title={t("title")}>
      <p>{t("intro")}</p>
      {view.rounds.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <Table caption={t("title")} columns={columns} stack>
          {view.rounds.map((round) => (
            <tr key={round.id} id={round.id}>
              <th scope="row">
                <a href={partnerPage(round.partnerId)}>{round.partnerName}</a>
                <small>{round.locationName}</small>
              </th>
              <td data-label={t("columns.workshop")}>{round.engagementName}</td>
              <td data-label={t("columns.began")}>
                {day(round.createdAt, round.timeZone)}
                <small>{t(`origins.${round.origin}`)}</small>
              </td>
              <td data-label={t("columns.stands")}>
                <Stands round={round} day={day} />
              </td>
              <td>
                {round.canStop ? (
                  <a
                    href={stopPage(round.partnerId, round.id)}
                    aria-label={t("stopWhat", {
                      partner: round.partnerName,
                      workshop: round.engagementName,
                    })}
                  >
                    {t("stop")}
                  </a>
                ) : (
                  "–"
                )}
              </td>
            </tr>
          ))}
        </Table>
      )}
      {view.knowers.length === 0 ? null : (
        <p>{t("knowers", { partners: format.all(view.knowers.map(({ name }) => name)) })}</p>
      )}
    </Card>
  );
}

function Stands({ round, day }: { round: Round; day: (at: Date, zone: string) => string }) {
  const t = useTranslations("programme.tenant.rounds");
  const history = useTranslations("customers.history");
  const claims = useTranslations("customers.claim");
  const on = (at: Date | null) => (at === null ? "" : day(at, round.timeZone));
  /** A deadline is the first instant after its last day. */
  const until = (at: Date | null) =>
    at === null ? "" : day(new Date(at.getTime() - 1), round.timeZone);
  if (round.endedAt !== null && round.endReason !== null)
    return (
      <>
        {t("ended", { date: on(round.endedAt) })}
        <small>{history(`reasons.${round.endReason}`)}</small>
      </>
    );
  if (round.claimStatus !== null && round.submittedAt !== null)
    return (
      <>
        <Status tone={claimTone[round.claimStatus]}>{claims(round.claimStatus)}</Status>
        <small>
          {t("consented", { date: on(round.consentedAt) })}
          {" · "}
          <a href={`/programme/claims/${round.claimNumber}`}>
            {t("claim", { id: String(round.claimNumber) })}
          </a>
        </small>
      </>
    );
  if (round.consentedAt !== null)
    return (
      <>
        {t("consented", { date: on(round.consentedAt) })}
        <small>{t("deliverBy", { date: until(round.deliveryDueAt) })}</small>
      </>
    );
  return (
    <>
      {round.requestedAt === null ? t("notAsked") : t("asked", { date: on(round.requestedAt) })}
      <small>{t("answerBy", { date: until(round.consentDueAt) })}</small>
    </>
  );
}
