import { useTranslations } from "next-intl";
import type { ClaimDetails } from "@/lib/views/claim/details";
import type { FormAction } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Final } from "../ui/final";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { ClaimHeader } from "./claim-page";
import { claimPath } from "./claim-paths";
import { ClosedAct } from "./closed-act";
import { personName } from "@/lib/input";

/** P1 of section 9: what beginning anew copies, and that the customer must consent again. */
export function RenewClaim({ view, action }: { view: ClaimDetails; action: FormAction }) {
  const t = useTranslations("claims.renew");
  const common = useTranslations("common");
  const { claim, acts, renewal } = view;
  const title = t("title");
  if (!acts.renew)
    return <ClosedAct claim={claim} title={title} why={t(renewal ? "begun" : "closed")} />;
  const { contact, location, tenant, engagement } = claim;
  const surveys = (["partner_survey", "customer_survey"] as const).filter((survey) =>
    view.requirements.some(({ requirement }) => requirement === survey),
  );
  return (
    <>
      <ClaimHeader claim={claim} title={title} />
      <Form action={action} title={`${title} · ${claim.tenant.name}`}>
        <Hidden values={{ number: String(claim.number), version: String(claim.version) }} />
        <div className="asks">
          <p>
            {t("intro", {
              customer: tenant.name,
              workshop: engagement.name,
              location: location.name,
            })}
          </p>
          <h2>{t("copied")}</h2>
          <ul>
            <li>{t("copies.name")}</li>
            <li>{t("copies.invoice")}</li>
            <li>{t("copies.documents")}</li>
          </ul>
          <h2>{t("anew")}</h2>
          <ul>
            <li>
              {t("needs.consent", {
                name: personName(contact.firstName, contact.lastName),
                days: engagement.consentDays,
              })}
            </li>
            {surveys.map((survey) => (
              <li key={survey}>{t(`needs.${survey}`)}</li>
            ))}
            <li>{t("needs.payout")}</li>
          </ul>
          <p>{t("next")}</p>
        </div>
        <Final />
        <div className="buttons">
          <SubmitButton>{t("submit")}</SubmitButton>
          <LinkButton href={claimPath(claim.number)}>{common("back")}</LinkButton>
        </div>
      </Form>
    </>
  );
}
