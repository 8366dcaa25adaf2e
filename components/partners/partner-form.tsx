import { useTranslations } from "next-intl";
import type { Edits, PartnerHead } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";
import { CountryField } from "../ui/country-field";
import { PartnerFrame, WhyNot } from "./partner-frame";
import { partnerPage, partnersPage } from "./partner-paths";

type Props = {
  partner: PartnerHead | null;
  edits: Edits;
  action: FormAction;
  kept: FormValues | null;
};

/** P25: a company is made (`partner` null) or changed. */
export function PartnerForm({ partner, edits, action, kept }: Props) {
  const t = useTranslations("programme.partners");
  const title = partner ? t("editOf", { name: partner.name }) : t("new");
  const stands: FormValues = partner ? { name: partner.name, country: partner.country } : {};
  if (edits !== "yes")
    return (
      <PartnerFrame tab title={title} of={partner}>
        <WhyNot edits={edits} />
      </PartnerFrame>
    );
  return (
    <PartnerFrame title={title} of={partner}>
      <Form action={action} title={title} initial={{ values: kept ?? stands, errors: [] }}>
        {partner ? (
          <Hidden values={{ partner: partner.id, revision: String(partner.revision) }} />
        ) : null}
        <TextField name="name" label={t("fields.name")} required maxLength={200} />
        <CountryField label={t("fields.country")} />
        <div className="buttons">
          <SubmitButton>{partner ? t("save") : t("make")}</SubmitButton>
          <LinkButton variant="subtle" href={partner ? partnerPage(partner.id) : partnersPage}>
            {t("cancel")}
          </LinkButton>
        </div>
      </Form>
    </PartnerFrame>
  );
}
