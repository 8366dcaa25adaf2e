import { getTranslations } from "next-intl/server";
import { Details } from "@/components/ui/details";
import { Table } from "@/components/ui/table";
import type { Money } from "@/messages/format/money";
import type { EngagementSummary } from "@/lib/views/engagement-summary";
import { getCriterionWords } from "./words";

/** What an approved claim pays, by market band (D16). */
export async function Rates({ view }: { view: EngagementSummary }) {
  const t = await getTranslations("engagements.summary");
  const words = await getCriterionWords();
  const located = view.rates.some(({ places }) => places.length > 0);
  const amount = (paid: Money | null) => (paid === null ? t("notOffered") : words.money(paid));
  return (
    <>
      <p>{t("ratesIntro")}</p>
      <Table
        caption={t("ratesTable")}
        stack
        columns={[
          { label: t("band"), nowrap: true },
          { label: t("amount"), end: true },
          { label: t("validFrom"), nowrap: true },
          ...(located ? [{ label: t("yourLocations") }] : []),
        ]}
      >
        {view.rates.map((rate) => (
          <tr key={rate.band}>
            <th scope="row">{t("bandName", { band: words.band(rate.band) })}</th>
            <td>{amount(rate.amount)}</td>
            <td data-label={t("validFrom")}>
              {rate.validFrom === null ? "–" : words.day(rate.validFrom)}
            </td>
            {located ? (
              <td data-label={t("yourLocations")}>
                {rate.places.length === 0 ? "–" : words.list(rate.places)}
              </td>
            ) : null}
          </tr>
        ))}
      </Table>
      {view.otherRates.length > 0 ? (
        <Details summary={t("formerRates")}>
          <ul>
            {view.otherRates.map((rate) => (
              <li key={`${rate.band}${rate.validFrom}`}>
                {t("bandName", { band: words.band(rate.band) })}, {words.day(rate.validFrom)}:{" "}
                {amount(rate.amount)}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </>
  );
}
