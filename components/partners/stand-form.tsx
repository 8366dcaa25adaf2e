import { useTranslations } from "next-intl";
import type { PartnerHead } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import { PartnerFrame, WhyNot } from "./partner-frame";
import { partnerPage } from "./partner-paths";

type Props = {
  partner: PartnerHead;
  actions: { suspend: FormAction; resume: FormAction };
  kept: FormValues | null;
};

/** P25: asks before a company is suspended, or works again. */
export function StandForm({ partner, actions, kept }: Props) {
  const t = useTranslations("programme.partners");
  const act = partner.suspended ? "resume" : "suspend";
  const title = t(`${act}Of`, { name: partner.name });
  if (partner.edits !== "yes")
    return (
      <PartnerFrame tab title={title} of={partner}>
        <WhyNot edits={partner.edits} />
      </PartnerFrame>
    );
  return (
    <PartnerFrame title={title} of={partner}>
      <Form action={actions[act]} title={title} initial={{ values: kept ?? {}, errors: [] }}>
        <Hidden values={{ partner: partner.id, revision: String(partner.revision) }} />
        <p>{t(`${act}Text`)}</p>
        {partner.suspended ? null : <p>{t("suspendDeadlines")}</p>}
        <TextArea name="reason" label={t("fields.reason")} required maxLength={2_000} />
        <div className="buttons">
          <SubmitButton variant={partner.suspended ? "primary" : "danger"}>{t(act)}</SubmitButton>
          <LinkButton variant="subtle" href={partnerPage(partner.id)}>
            {t("keep")}
          </LinkButton>
        </div>
      </Form>
    </PartnerFrame>
  );
}
