import { useTranslations } from "next-intl";
import type { ClaimView } from "@/lib/views/claim-customer";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { CustomerName } from "./customer-name";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SummaryList } from "../ui/summary-list";
import { Blocked } from "./blocked";
import { Done } from "./done";
import { chosenLocation, LocationField } from "./location-field";
import { EarlyWarning } from "./early-warning";
import { WizardButtons } from "./wizard-buttons";
import { TabTitle, WizardFrame } from "./wizard-frame";
import { claimPath, customersAgain } from "./wizard-paths";
import { WorkshopsForm } from "./workshops-form";
import { WorkshopsSummary } from "./workshops-summary";

export type ClaimActions = {
  chooseLocation: FormAction;
  chooseWorkshops: FormAction;
  claimCustomer: FormAction;
};

type Props = {
  view: ClaimView;
  actions: ClaimActions;
  /** What was typed when the session was lost. */
  kept: FormValues | null;
};

/** "Claim customer" (S35–S43): the frame, and the screen that the address asks for. */
export function ClaimCustomer({ view, actions, kept }: Props) {
  const t = useTranslations("wizards");
  const { engagement, tenant, screen, draft } = view;
  const to = (step: string) => claimPath(engagement.slug, tenant.id, step, { draft });
  const current = screen.kind === "review" ? 2 : screen.kind === "workshops" ? 1 : 0;
  const title = t("claim.title");
  const steps = [
    { label: t("steps.location"), href: to("location") },
    { label: t("steps.workshops"), href: to("workshops") },
    { label: t("steps.review") },
  ];
  const beside = screen.kind === "done" || screen.kind === "blocked";
  return (
    <WizardFrame
      engagement={engagement}
      title={title}
      line={<CustomerName id={tenant.id}>{tenant.name}</CustomerName>}
      row={tenant.id}
      {...(beside ? {} : { steps, current })}
    >
      {beside ? <TabTitle title={`${title} · ${tenant.name}`} /> : null}
      <Screen view={view} actions={actions} kept={kept} />
    </WizardFrame>
  );
}

function Screen({ view, actions, kept }: Props) {
  const t = useTranslations("wizards");
  const { screen, values, draft, engagement, tenant } = view;
  const { slug } = engagement;
  const hidden = { slug, draft, tenantId: tenant.id };
  const to = (step: string) => claimPath(slug, tenant.id, step, { draft });
  const tab = (step: "location" | "workshops" | "review") =>
    `${t(`steps.${step}`)} – ${t("claim.title")} · ${tenant.name}`;
  switch (screen.kind) {
    case "blocked":
      return <Blocked view={screen} slug={slug} />;
    case "done":
      return <Done view={screen} slug={slug} />;
    case "location": {
      const location = chosenLocation(screen.locations, values.location);
      return (
        <Form
          action={actions.chooseLocation}
          title={tab("location")}
          initial={{ values: kept ?? { location }, errors: [] }}
        >
          <Hidden values={hidden} />
          <p>{t("claim.intro", { name: tenant.name })}</p>
          <LocationField locations={screen.locations} />
          <WizardButtons cancelHref={customersAgain(slug, tenant.id)} />
        </Form>
      );
    }
    case "workshops":
      return (
        <WorkshopsForm
          action={actions.chooseWorkshops}
          title={tab("workshops")}
          tenant={tenant}
          location={screen.location}
          workshops={screen.workshops}
          chosen={screen.chosen}
          kept={kept}
          hidden={hidden}
        />
      );
    case "review": {
      const { location } = screen;
      return (
        <Form action={actions.claimCustomer} title={tab("review")}>
          <Hidden values={hidden} />
          <div>
            <h2>{t("claim.review.title")}</h2>
            <p>{t("claim.review.clock")}</p>
          </div>
          <EarlyWarning rivals={screen.rivals} />
          <SummaryList
            rows={[
              {
                label: t("fields.customer"),
                value: <CustomerName id={tenant.id}>{tenant.name}</CustomerName>,
              },
              {
                label: t("fields.location"),
                value: t("locationOption", {
                  name: location.name,
                  city: location.city,
                  mpnId: location.mpnId,
                }),
                changeHref: to("location"),
              },
              {
                label: t("fields.workshops"),
                value: <WorkshopsSummary workshops={screen.workshops} />,
                changeHref: to("workshops"),
              },
            ]}
          />
          <WizardButtons
            submit={t("claim.submit")}
            backHref={to("workshops")}
            cancelHref={customersAgain(slug, tenant.id)}
          />
        </Form>
      );
    }
    case "elsewhere":
      return null;
  }
}
