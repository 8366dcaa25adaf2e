import { getTranslations } from "next-intl/server";
import { Badge } from "@/components/ui/status";
import { LinkButton } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { PageHeader } from "@/components/ui/page-header";
import type { EligibilityResult as View } from "@/lib/views/eligibility-result";
import { CustomerName } from "./customer-name";
import { WhatItMeans } from "../help/what-it-means";
import { TabTitle } from "./wizard-frame";
import { customersAgain } from "./wizard-paths";
import { CustomerRules, LocationRules } from "./eligibility-rules";

/** "Why?": whether a customer is eligible for a workshop, and each rule that decides it (S10–S13). */
export async function EligibilityResult({ view }: { view: View }) {
  const t = await getTranslations("customers.why");
  const words = await getTranslations("customers.status");
  const engagements = await getTranslations("engagements");
  const { engagement, customer, reason, location } = view;
  const barred = view.rules.some(({ kind }) => kind === "allowed");
  const back = customersAgain(engagement.slug, customer.id, view.tab);
  return (
    <>
      <TabTitle title={`${t("title", { customer: customer.name })} · ${engagement.name}`} />
      <PageHeader
        title={t("title", { customer: customer.name })}
        crumbs={[
          { label: engagements("title"), href: `/engagements?again=${engagement.slug}` },
          { label: engagement.name, href: `/engagements/${engagement.slug}` },
          { label: engagements("pages.customers"), href: back },
        ]}
      >
        <CustomerName id={customer.id}>{customer.name}</CustomerName>
        {` · ${engagement.name}`}
      </PageHeader>
      <div className="sections">
        <MessageBar
          tone={reason === null ? "info" : "warning"}
          title={t(reason === null ? "eligible" : "notEligible")}
        >
          {reason === null ? null : `${words(reason)}.`}
          {reason === null ? t("eligibleText") : ` ${t(`change.${barred ? "barred" : reason}`)} `}
          {reason === null ? null : (
            <WhatItMeans entry={`ineligible-${reason}`} of={words(reason)} />
          )}
        </MessageBar>
        <section>
          <h2>{t("customerRules")}</h2>
          <CustomerRules view={view} />
          {engagement.demonstrationThresholds ? (
            <p>
              <Badge tone="info">{engagements("summary.demonstration")}</Badge>{" "}
              <small>{engagements("summary.demonstrationText")}</small>
            </p>
          ) : null}
        </section>
        <section>
          <h2>{t("locationRules")}</h2>
          {location ? (
            <LocationRules location={location} />
          ) : (
            <p>
              {t("noLocation")}{" "}
              <a href={`/engagements/${engagement.slug}/eligibility`}>{t("locations")}</a>
            </p>
          )}
        </section>
        <div className="buttons">
          <LinkButton href={back}>{t("back")}</LinkButton>
        </div>
      </div>
    </>
  );
}
