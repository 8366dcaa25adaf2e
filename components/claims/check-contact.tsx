import { useTranslations } from "next-intl";
import type { EditView } from "@/lib/views/claim/edit";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { ClaimHeader } from "./claim-page";
import { editPath } from "./claim-paths";
import { SurveyToSend } from "./send-survey";
import { personName } from "@/lib/input";
import { isLocale, locales } from "@/messages/languages";

type Props = { view: EditView; action: FormAction; kept: FormValues };

/** D20, W8: another contact gets the customer survey: to whom it goes, before anything is saved. */
export function CheckContact({ view, action, kept }: Props) {
  const t = useTranslations("surveys.send");
  const common = useTranslations("common");
  const { claim, questions } = view;
  const text = (name: string) => String(kept[name] ?? "").trim();
  const language = text("language");
  const to = {
    name: `${text("firstName")} ${text("lastName")}`.trim(),
    email: text("email"),
    language: isLocale(language) ? language : locales[0],
  };
  const typed = ["firstName", "lastName", "title", "email", "contactReason", "language"];
  const hidden = Object.fromEntries(typed.map((name) => [name, text(name)]));
  const { number, version } = claim;
  return (
    <>
      <ClaimHeader claim={claim} title={t("titleOther")} />
      <Form action={action} title={`${t("titleOther")} · ${claim.tenant.name}`}>
        <Hidden
          values={{
            ...hidden,
            part: "customer",
            number: String(number),
            version: String(version),
            confirmed: "yes",
          }}
        />
        <p>
          {t("introOther", { name: personName(claim.contact.firstName, claim.contact.lastName) })}
        </p>
        <SurveyToSend view={{ ...view, to, questions: questions[to.language] }} />
        <div className="buttons">
          <SubmitButton>{t("submitOther")}</SubmitButton>
          <LinkButton href={editPath(number, "customer")}>{common("back")}</LinkButton>
        </div>
      </Form>
    </>
  );
}
