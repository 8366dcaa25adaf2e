import { getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/status";
import { SummaryList } from "@/components/ui/summary-list";
import type { EngagementSummary } from "@/lib/views/engagement-summary";
import { CustomerCriteria, PartnerCriteria } from "./criteria";
import { Rates } from "./rates";
import { getCriterionWords, getProgrammeWords } from "./words";
import { contentLanguage } from "@/messages/languages";

const tones = { active: "success", upcoming: "pending", expired: "neutral" } as const;

/** Summary of one engagement: what it is, for whom, what it asks and what it pays. */
export async function Summary({ view }: { view: EngagementSummary }) {
  const t = await getTranslations("engagements.summary");
  const { engagement } = view;
  return (
    <div className="columns">
      <div>
        <Card title={t("description")}>
          <Description view={view} />
        </Card>
        <Card title={t("partnerCriteria")}>
          <PartnerCriteria engagement={engagement} />
        </Card>
        <Card title={t("customerCriteria")}>
          <CustomerCriteria engagement={engagement} />
        </Card>
        <Card title={t("rates")}>
          <Rates view={view} />
        </Card>
      </div>
      <div>
        <Card title={t("about")}>
          <Facts view={view} />
        </Card>
        <Card title={t("poe")}>
          <Poe view={view} />
        </Card>
        {engagement.resources.length > 0 ? (
          <Card title={t("resources")}>
            <Resources view={view} />
          </Card>
        ) : null}
      </div>
    </div>
  );
}

type Props = { view: EngagementSummary };

async function Description({ view }: Props) {
  const t = await getTranslations("engagements");
  const words = await getCriterionWords();
  const { engagement, availability, lastDay } = view;
  const day = lastDay === null ? null : words.day(lastDay);
  return (
    <>
      <p>{engagement.summary[await contentLocale()]}</p>
      <p>
        <Badge tone={tones[availability]}>{t(`availability.${availability}`)}</Badge>{" "}
        {availability === "upcoming"
          ? t("dates.from", { date: words.day(engagement.availableFrom) })
          : day !== null &&
            t(availability === "expired" ? "dates.closed" : "dates.lastDay", { date: day })}
      </p>
    </>
  );
}

async function Facts({ view: { engagement } }: Props) {
  const t = await getTranslations("engagements.summary");
  const words = await getCriterionWords();
  const days = (count: number) => t("days", { days: count });
  return (
    <SummaryList
      rows={[
        { label: t("area"), value: words.area(engagement.solutionArea) },
        { label: t("type"), value: words.type(engagement.engagementType) },
        { label: t("role"), value: words.role(engagement.partnerRole) },
        { label: t("perCustomer"), value: engagement.consentsPerCustomer },
        { label: t("consentDays"), value: days(engagement.consentDays) },
        { label: t("deliveryDays"), value: days(engagement.deliveryDays) },
        { label: t("reviewDays"), value: days(engagement.reviewDays) },
        { label: t("disputeDays"), value: days(engagement.disputeDays) },
      ]}
    />
  );
}

async function Poe({ view: { engagement, templates } }: Props) {
  const t = await getTranslations("engagements");
  const { proof } = await getProgrammeWords();
  const locale = await contentLocale();
  return (
    <>
      <p>{t("summary.poeIntro")}</p>
      <ul>
        {engagement.poe.map(({ kind, optional, fileTypes, note }) => (
          <li key={kind}>
            {optional ? t("summary.optional", { proof: proof(kind) }) : proof(kind)}
            {templates[kind] ? (
              <>
                {" "}
                (<a href={templates[kind].url}>{t("summary.template")}</a>)
              </>
            ) : null}
            {fileTypes ? (
              <>
                <br />
                <small>
                  {t("summary.fileTypes", { types: fileTypes.join(", ").toUpperCase() })}
                </small>
              </>
            ) : null}
            {note ? (
              <>
                <br />
                <small>{note[locale]}</small>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

async function Resources({ view: { engagement } }: Props) {
  const locale = await contentLocale();
  return (
    <ul>
      {engagement.resources.map(({ title, url }) => (
        <li key={url}>
          <a href={url} rel="noreferrer">
            {title[locale]}
          </a>
        </li>
      ))}
    </ul>
  );
}

async function contentLocale() {
  return contentLanguage(await getLocale());
}
