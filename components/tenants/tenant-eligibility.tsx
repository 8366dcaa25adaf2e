import { getLocale, getTranslations } from "next-intl/server";
import type { TenantView } from "@/lib/views/programme/tenant";
import { formats } from "@/messages/format/formats";
import { barredText } from "../engagements/barred-text";
import { getCriterionWords } from "../engagements/words";
import { Details } from "../ui/details";
import { Status } from "../ui/status";
import { Table } from "../ui/table";

type Engagements = TenantView["engagements"];
type Criterion = Engagements[number]["criteria"][number];

/** What each engagement makes of a tenant, with required and actual values behind each result. */
export async function TenantEligibility({ engagements }: { engagements: Engagements }) {
  const t = await getTranslations("programme.tenant");
  return (
    <Table
      caption={t("eligibility")}
      columns={[{ label: t("engagement") }, { label: t("result") }]}
      stack
    >
      {engagements.map(({ slug, name, met, criteria }) => (
        <tr key={slug}>
          <th scope="row">
            <a href={`/programme/catalogue/${slug}`}>{name}</a>
          </th>
          <td>
            <Details summary={<Verdict met={met} criteria={criteria} />}>
              <ul>
                {criteria.map((criterion) => (
                  <li key={criterion.kind === "metric" ? criterion.metric : criterion.kind}>
                    <CriterionText criterion={criterion} />
                  </li>
                ))}
              </ul>
            </Details>
          </td>
        </tr>
      ))}
    </Table>
  );
}

async function Verdict({ met, criteria }: { met: boolean; criteria: Criterion[] }) {
  const t = await getTranslations("programme.tenant");
  const count = criteria.filter((criterion) => !criterion.met).length;
  return met ? (
    <Status tone="success">{t("met")}</Status>
  ) : (
    <Status tone="danger">{t("notMet", { count })}</Status>
  );
}

async function CriterionText({ criterion }: { criterion: Criterion }) {
  const t = await getTranslations("programme.tenant");
  const words = await getCriterionWords();
  const format = formats(await getLocale());
  const tone = criterion.met ? "success" : "danger";
  const engagements = await getTranslations("engagements");
  if (criterion.kind === "allowed")
    return <Status tone={tone}>{barredText(engagements, criterion.barred)}</Status>;
  if (criterion.kind === "customer_country") {
    const required = words.list(criterion.required.map(words.country), "disjunction");
    const actual = criterion.actual === null ? t("unknown") : words.country(criterion.actual);
    return <Status tone={tone}>{t("line", { what: t("country"), required, actual })}</Status>;
  }
  const { metric, operator, required, actual, month } = criterion;
  const value = actual === null ? t("unknown") : words.figure(metric, actual);
  const measured =
    month === null
      ? value
      : t("asOf", {
          value,
          month: format.month(month),
        });
  return (
    <Status tone={tone}>
      {t("line", {
        what: words.metric(metric),
        required: words.limit(metric, operator, required),
        actual: measured,
      })}
    </Status>
  );
}
