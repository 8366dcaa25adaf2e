import { useTranslations } from "next-intl";
import { WizardButtons } from "../customers/wizard-buttons";
import { consentPath, listAgain } from "../customers/wizard-paths";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar, Told } from "../ui/message-bar";
import { EmailField, TextArea, TextField } from "../ui/text-field";
import type { AskView } from "@/lib/views/ask-screens";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LanguageField } from "../ui/language-field";

type Props = {
  action: FormAction;
  title: string;
  screen: Extract<AskView["screen"], { kind: "contact" }>;
  kept: FormValues | null;
  slug: string;
  associationId: string;
  from: "customers" | "attention";
};

/** S50, S51: who is asked, and whom they can turn to. */
export function ContactForm({ action, title, screen, kept, slug, associationId, from }: Props) {
  const t = useTranslations("wizards");
  const { draft, values, correcting, refused, takenBack, own } = screen;
  const step = correcting ? "contact" : "start";
  return (
    <Form action={action} title={title} initial={{ values: kept ?? values, errors: [] }}>
      <Hidden values={{ slug, association: associationId, draft, step }} />
      {correcting ? <MessageBar>{t("ask.correcting", correcting)}</MessageBar> : null}
      {refused ? (
        <MessageBar tone="danger" title={t("ask.refusedTitle", refused)}>
          <p>{refused.note}</p>
          <p>{t("ask.refused")}</p>
        </MessageBar>
      ) : null}
      {takenBack === null ? null : (
        <Told title={t("ask.takenBackTitle", { email: takenBack })}>{t("ask.takenBack")}</Told>
      )}
      {own ? (
        <MessageBar tone="danger" title={t("ask.ownTitle", { email: own })}>
          {t("ask.own")}
        </MessageBar>
      ) : null}
      <div>
        <h2>{t("ask.contactLegend")}</h2>
        <p>{t("ask.contactIntro")}</p>
      </div>
      <TextField name="firstName" label={t("fields.firstName")} maxLength={100} required />
      <TextField name="lastName" label={t("fields.lastName")} maxLength={100} />
      <TextField
        name="title"
        label={t("fields.title")}
        hint={t("ask.titleHint")}
        maxLength={100}
        required
      />
      <EmailField
        name="email"
        label={t("fields.contactEmail")}
        hint={t("ask.emailHint")}
        maxLength={254}
        required
      />
      <TextArea
        name="contactReason"
        label={t("fields.contactReason")}
        hint={t("ask.reasonHint")}
        required="sometimes"
        maxLength={500}
      />
      <LanguageField
        name="language"
        label={t("fields.language")}
        hint={t("ask.languageHint")}
        required
      />
      <div>
        <h2>{t("ask.partnerLegend")}</h2>
        <p>{t("ask.partnerIntro")}</p>
      </div>
      <TextField
        name="partnerName"
        label={t("fields.partnerName")}
        autoComplete="name"
        maxLength={200}
        required
      />
      <EmailField
        name="partnerEmail"
        label={t("fields.partnerEmail")}
        autoComplete="email"
        maxLength={254}
        required
      />
      <TextField
        name="partnerPhone"
        label={t("fields.partnerPhone")}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
      />
      <WizardButtons
        cancelHref={
          correcting
            ? consentPath(slug, associationId, "start")
            : listAgain(from, slug, associationId)
        }
      />
    </Form>
  );
}
