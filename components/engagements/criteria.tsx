import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/status";
import type { EngagementSummary } from "@/lib/views/engagement-summary";
import { getCriterionWords } from "./words";

type Props = { engagement: EngagementSummary["engagement"] };

/** What an engagement asks of a partner's location. */
export async function PartnerCriteria({ engagement }: Props) {
  const t = await getTranslations("engagements.summary");
  const words = await getCriterionWords();
  const { anyOf, allOf, countries } = engagement.partnerCriteria;
  const lists = [
    { label: t("anyOf"), keys: anyOf },
    { label: t("allOf"), keys: allOf },
  ].filter(({ keys }) => keys.length > 0);
  return (
    <>
      <p>{t("partnerIntro")}</p>
      <ul>
        {lists.map(({ label, keys }) =>
          keys.length === 1 ? (
            <li key={label}>{keys.map(words.qualification)}</li>
          ) : (
            <li key={label}>
              {label}:
              <ul>
                {keys.map((key) => (
                  <li key={key}>{words.qualification(key)}</li>
                ))}
              </ul>
            </li>
          ),
        )}
        {countries === null ? null : (
          <li>
            {t("countries", { countries: words.list(countries.map(words.country), "disjunction") })}
          </li>
        )}
        {lists.length === 0 && countries === null ? <li>{t("noCriteria")}</li> : null}
      </ul>
    </>
  );
}

/** What an engagement asks of a customer. */
export async function CustomerCriteria({ engagement }: Props) {
  const t = await getTranslations("engagements");
  const words = await getCriterionWords();
  const { customerCriteria, customerCountries, demonstrationThresholds } = engagement;
  const told = ({
    metric,
    operator,
    value,
  }: Exclude<(typeof customerCriteria)[number], { anyOf: unknown }>) =>
    t("criterion.metric", {
      metric: words.metric(metric),
      limit: words.limit(metric, operator, value),
    });
  if (customerCriteria.length === 0 && customerCountries === null)
    return <p>{t("summary.noCustomerCriteria")}</p>;
  return (
    <>
      <p>{t("summary.customerIntro")}</p>
      <ul>
        {customerCriteria.map((rule, at) =>
          "anyOf" in rule ? (
            <li key={at}>
              {t("summary.anyOf")}:
              <ul>
                {rule.anyOf.map((one, n) => (
                  <li key={n}>{told(one)}</li>
                ))}
              </ul>
            </li>
          ) : (
            <li key={at}>{told(rule)}</li>
          ),
        )}
        {customerCountries === null ? null : (
          <li>
            {t("summary.customerCountries", {
              countries: words.list(customerCountries.map(words.country), "disjunction"),
            })}
          </li>
        )}
      </ul>
      {demonstrationThresholds ? (
        <p>
          <Badge tone="info">{t("summary.demonstration")}</Badge>{" "}
          <small>{t("summary.demonstrationText")}</small>
        </p>
      ) : null}
    </>
  );
}
