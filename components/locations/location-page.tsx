import { useTranslations } from "next-intl";
import type { LocationView } from "@/lib/views/location";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Card } from "../ui/card";
import { Told } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { Stepper } from "../ui/stepper";
import { LocationHistory } from "./location-history";
import { LocationToDo } from "./location-to-do";
import { PayeeFacts } from "./payee-facts";

type Props = {
  view: LocationView;
  actions: { accept: FormAction; give: FormAction };
  kept: FormValues | null;
  done: string | undefined;
};

const told = ["accepted", "given", "payee"] as const;
const steps = ["invited", "action_required", "validating", "enrolled"] as const;

/** P27, P28: one location of the reader's: its way to the first earning, what is missing, what to do. */
export function LocationPage({ view, actions, kept, done }: Props) {
  const t = useTranslations("locations");
  const said = told.find((one) => one === done);
  const change = view.payee === null ? t("payee.fillIn") : t("payee.change");
  return (
    <>
      <PageHeader
        title={view.name}
        crumbs={[{ label: t("title"), href: `/settings/locations?again=${view.id}` }]}
      >
        {t("mpn", { id: view.mpnId })}
      </PageHeader>
      {said ? <Told>{t(`done.${said}`)}</Told> : null}
      {view.step === null ? null : (
        <Stepper current={view.step} steps={steps.map((step) => ({ label: t(`steps.${step}`) }))} />
      )}
      <LocationToDo view={view} actions={actions} kept={kept} />
      <Card title={t("payee.title")}>
        <PayeeFacts payee={view.payee} state={view.payeeProfile} zone={view.timeZone} />
        {view.mayChange && view.takesPayee ? (
          <div className="buttons">
            <LinkButton href={`/settings/locations/${view.id}/payee`}>{change}</LinkButton>
          </div>
        ) : null}
      </Card>
      <LocationHistory history={view.history} zone={view.timeZone} />
    </>
  );
}
