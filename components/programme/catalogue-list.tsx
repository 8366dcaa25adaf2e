import { getTranslations } from "next-intl/server";
import type { CatalogueLine, CatalogueView } from "@/lib/views/programme/catalogue";
import { getCriterionWords } from "../engagements/words";
import { EmptyState } from "../ui/empty-state";
import { Status } from "../ui/status";
import { Table } from "../ui/table";

const tones = { active: "success", upcoming: "pending", expired: "neutral" } as const;

/** The catalogue; a name opens the engagement's rules. */
export async function CatalogueList({ view }: { view: CatalogueView }) {
  const t = await getTranslations("programme.catalogue");
  const words = await getTranslations("engagements");
  const names = await getCriterionWords();
  if (view.rows.length === 0) return <EmptyState icon="engagements" title={t("none")} />;
  return (
    <>
      <p>{t("intro")}</p>
      <Table
        caption={t("name")}
        stack
        columns={[
          { label: t("name") },
          { label: t("availability") },
          { label: t("consent"), end: true },
          { label: t("delivery"), end: true },
          { label: t("rates"), end: true },
        ]}
      >
        {view.rows.map((row) => (
          <tr key={row.slug} id={row.slug}>
            <th scope="row">
              <a href={`/programme/catalogue/${row.slug}`}>{row.name}</a>
              <small>{names.area(row.solutionArea)}</small>
            </th>
            <td>
              <Status tone={tones[row.availability]}>
                {words(`availability.${row.availability}`)}
              </Status>
            </td>
            <td data-label={t("consent")}>{words("summary.days", { days: row.consentDays })}</td>
            <td data-label={t("delivery")}>{words("summary.days", { days: row.deliveryDays })}</td>
            <td data-label={t("rates")}>
              <RatesText rates={row.rates} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

async function RatesText({ rates }: Pick<CatalogueLine, "rates">) {
  const words = await getCriterionWords();
  const amounts = rates.map(({ amount }) => (amount === null ? "–" : words.money(amount)));
  return <>{amounts.join(" / ")}</>;
}
