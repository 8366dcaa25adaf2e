import { getLocale, getTranslations } from "next-intl/server";
import { Status } from "@/components/ui/status";
import { Table } from "@/components/ui/table";
import type { EligibilityResult, RuleLine } from "@/lib/views/eligibility-result";
import { formats } from "@/messages/format/formats";
import { barredText } from "../engagements/barred-text";
import { getCriterionWords, getLocationWords } from "../engagements/words";
import { getMissingWords } from "./missing-words";

/** The rules for the customer: required, actual, the month of the figure, met or not, what is missing. */
export async function CustomerRules({ view }: { view: EligibilityResult }) {
  const t = await getTranslations("customers.why");
  const criteria = await getTranslations("engagements.criterion");
  const format = formats(await getLocale());
  const words = await getCriterionWords();
  const lacks = await getMissingWords(words);

  const engagements = await getTranslations("engagements");
  const required = (rule: RuleLine) => {
    if (rule.kind === "allowed") return engagements("barred.required");
    return rule.kind === "metric"
      ? words.limit(rule.metric, rule.operator, rule.required)
      : words.list(rule.required.map(words.country), "disjunction");
  };
  const named = (rule: RuleLine) => {
    if (rule.kind === "allowed") return engagements("barred.rule");
    return rule.kind === "metric" ? words.metric(rule.metric) : t("country");
  };
  const actual = (rule: RuleLine) => {
    if (rule.kind === "allowed") return barredText(engagements, rule.barred);
    if (rule.actual === null) return criteria("unknown");
    return rule.kind === "metric"
      ? words.figure(rule.metric, rule.actual)
      : words.country(rule.actual);
  };
  const month = ({ month: first }: RuleLine) =>
    first === null ? t("noMonth") : format.month(first);
  const missing = (rule: RuleLine) => {
    if (rule.met || rule.kind !== "metric") return null;
    if (rule.distance === null) return t("missing.unknown");
    return lacks({ metric: rule.metric, ...rule.distance });
  };

  return (
    <Table
      caption={t("customerRules")}
      stack
      columns={[
        { label: t("columns.rule") },
        { label: t("columns.required") },
        { label: t("columns.actual") },
        { label: t("columns.month") },
        { label: t("columns.result"), nowrap: true },
      ]}
    >
      {view.rules.map((rule, at) => (
        <tr key={at}>
          <th scope="row">{named(rule)}</th>
          <td data-label={t("columns.required")}>{required(rule)}</td>
          <td data-label={t("columns.actual")}>{actual(rule)}</td>
          <td data-label={t("columns.month")}>{month(rule)}</td>
          <td>
            <Result met={rule.met} words={t(rule.met ? "met" : "notMet")} />
            <Missing text={missing(rule)} />
          </td>
        </tr>
      ))}
      <tr>
        <th scope="row">{t("others")}</th>
        <td data-label={t("columns.required")}>{t("othersRequired")}</td>
        <td data-label={t("columns.actual")}>{t(`othersActual.${view.taken ?? "none"}`)}</td>
        <td />
        <td>
          <Result met={view.taken === null} words={t(view.taken === null ? "met" : "notMet")} />
        </td>
      </tr>
    </Table>
  );
}

/** The rules for the location that the customer was added or claimed for. */
export async function LocationRules({
  location,
}: {
  location: NonNullable<EligibilityResult["location"]>;
}) {
  const t = await getTranslations("customers.why");
  const words = await getLocationWords();
  return (
    <Table
      caption={t("location", { name: location.name, id: location.mpnId })}
      captionHidden={false}
      stack
      columns={[
        { label: t("columns.rule") },
        { label: t("columns.required") },
        { label: t("columns.actual") },
        { label: t("columns.result"), nowrap: true },
      ]}
    >
      {location.criteria.map((criterion, at) => (
        <tr key={at}>
          <th scope="row">{words.name(criterion)}</th>
          <td data-label={t("columns.required")}>{words.required(criterion)}</td>
          <td data-label={t("columns.actual")}>{words.actual(criterion)}</td>
          <td>
            <Result met={criterion.met} words={t(criterion.met ? "met" : "notMet")} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function Result({ met, words }: { met: boolean; words: string }) {
  return <Status tone={met ? "success" : "danger"}>{words}</Status>;
}

function Missing({ text }: { text: string | null }) {
  return text === null ? null : <small>{text}</small>;
}
