import { useTranslations } from "next-intl";
import type { AddView } from "@/lib/views/add-customer";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { AddReview } from "./add-review";
import { Blocked } from "./blocked";
import { CustomerForm } from "./customer-form";
import { Done } from "./done";
import { KnownCustomer } from "./known-customer";
import { ReasonForm } from "./reason-form";
import { TenantForm } from "./tenant-form";
import { addPath } from "./wizard-paths";
import { TabTitle, WizardFrame } from "./wizard-frame";
import { WorkshopsForm } from "./workshops-form";

export type AddActions = {
  nameCustomer: FormAction;
  chooseTenant: FormAction;
  giveReason: FormAction;
  chooseWorkshops: FormAction;
  addCustomer: FormAction;
};

type Props = {
  view: AddView;
  actions: AddActions;
  /** What was typed when the session was lost. */
  kept: FormValues | null;
};

/** "Add customer" (S18–S34): the frame, and the screen that the address asks for. */
export function AddCustomer({ view, actions, kept }: Props) {
  const t = useTranslations("wizards");
  const { engagement, screen, draft } = view;
  const { slug } = engagement;
  const current = screen.kind === "review" ? 2 : screen.kind === "workshops" ? 1 : 0;
  const title = t("add.title");
  const steps = [
    { label: t("steps.customer"), href: addPath(slug, "customer", { draft }) },
    { label: t("steps.workshops"), href: addPath(slug, "workshops", { draft }) },
    { label: t("steps.review") },
  ];
  const beside = screen.kind === "done" || screen.kind === "blocked";
  return (
    <WizardFrame engagement={engagement} title={title} {...(beside ? {} : { steps, current })}>
      {screen.kind === "done" || screen.kind === "blocked" || screen.kind === "known" ? (
        <TabTitle title={`${title} · ${engagement.name}`} />
      ) : null}
      <Screen view={view} actions={actions} kept={kept} />
    </WizardFrame>
  );
}

function Screen({ view, actions, kept }: Props) {
  const t = useTranslations("wizards");
  const { screen, values, draft, engagement } = view;
  const { slug } = engagement;
  const hidden = { slug, draft };
  const tab = (step: "customer" | "workshops" | "review") =>
    `${t(`steps.${step}`)} – ${t("add.title")} · ${engagement.name}`;
  switch (screen.kind) {
    case "blocked":
      return <Blocked view={screen} slug={slug} />;
    case "done":
      return <Done view={screen} slug={slug} />;
    case "known":
      return <KnownCustomer tenant={screen.tenant} slug={slug} draft={draft} />;
    case "customer":
      return (
        <CustomerForm
          action={actions.nameCustomer}
          title={tab("customer")}
          locations={screen.locations}
          values={values}
          kept={kept}
          hidden={hidden}
        />
      );
    case "tenant":
      return (
        <TenantForm
          action={actions.chooseTenant}
          title={tab("customer")}
          tenants={screen.tenants}
          values={values}
          kept={kept}
          hidden={hidden}
        />
      );
    case "reason":
      return (
        <ReasonForm
          action={actions.giveReason}
          title={tab("customer")}
          screen={screen}
          values={values}
          kept={kept}
          hidden={hidden}
        />
      );
    case "workshops":
      return (
        <WorkshopsForm
          action={actions.chooseWorkshops}
          title={tab("workshops")}
          tenant={screen.tenant}
          location={screen.location}
          workshops={screen.workshops}
          chosen={screen.chosen}
          kept={kept}
          hidden={hidden}
        />
      );
    case "review":
      return (
        <AddReview
          action={actions.addCustomer}
          title={tab("review")}
          screen={screen}
          values={values}
          hidden={hidden}
        />
      );
    case "elsewhere":
      return null;
  }
}
