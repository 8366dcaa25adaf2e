import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { barredText } from "../engagements/barred-text";
import { useProgrammeWords } from "../engagements/programme-words";
import type { WorkshopOption } from "@/lib/views/wizard-parts";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { CheckboxGroup } from "../ui/choice-fields";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { WizardButtons } from "./wizard-buttons";
import { customersAgain, customersPath } from "./wizard-paths";

type Props = {
  action: FormAction;
  title: string;
  tenant: { id: string; name: string };
  location: string;
  workshops: WorkshopOption[];
  chosen: string[];
  kept: FormValues | null;
  hidden: Record<string, string>;
};

/** S29–S31, S39–S41: the workshops; those that cannot be chosen say why. */
export function WorkshopsForm(props: Props) {
  const { action, title, tenant, location, workshops, chosen, kept, hidden } = props;
  const t = useTranslations("wizards.workshops");
  const some = workshops.some(({ hindrance }) => hindrance === null);
  return (
    <Form
      action={action}
      title={title}
      initial={{ values: kept ?? { workshops: chosen }, errors: [] }}
    >
      <Hidden values={hidden} />
      <div>
        <h2>{t("title")}</h2>
        <p>{t("intro", { name: tenant.name, location })}</p>
      </div>
      {some ? null : (
        <MessageBar tone="warning" title={t("none.title")}>
          {t("none.text", { name: tenant.name })}
        </MessageBar>
      )}
      <CheckboxGroup
        name="workshops"
        label={t("label")}
        hint={t("hint")}
        required
        options={workshops.map((workshop) => ({
          value: workshop.id,
          label: workshop.name,
          disabled: workshop.hindrance !== null,
          hint: <Hint workshop={workshop} tenant={tenant} />,
        }))}
      />
      <WizardButtons back cancelHref={customersAgain(hidden.slug ?? "")} />
    </Form>
  );
}

function Hint({
  workshop,
  tenant,
}: {
  workshop: WorkshopOption;
  tenant: { id: string };
}): ReactNode {
  const t = useTranslations("wizards.workshops");
  const words = useProgrammeWords();
  const engagements = useTranslations("engagements");
  const { hindrance, barred, slug, name, solutionArea, consentDays } = workshop;
  if (hindrance === null) return t("option", { area: words.area(solutionArea), days: consentDays });
  const links: Partial<Record<typeof hindrance, { href: string; text: string }>> = {
    under_way: { href: customersPath(slug, { q: tenant.id }), text: t("openRow") },
    location: { href: `/engagements/${slug}/eligibility`, text: t("whyLocation") },
  };
  const link = links[hindrance];
  return (
    <>
      {barred === null ? t(`hindrance.${hindrance}`) : barredText(engagements, barred)}
      {link ? (
        <>
          {" "}
          <a href={link.href} aria-label={`${link.text}: ${name}`}>
            {link.text}
          </a>
        </>
      ) : null}
    </>
  );
}
