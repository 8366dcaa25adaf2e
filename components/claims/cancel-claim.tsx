import { useTranslations } from "next-intl";
import type { ClaimHead } from "@/lib/views/claim/details";
import type { FormAction } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { ClaimHeader } from "./claim-page";
import { claimPath } from "./claim-paths";
import { ClosedAct } from "./closed-act";
import { personName } from "@/lib/input";

/** Asks before the workshop is given up, and says what that does. */
export function CancelClaim({ view, action }: { view: ClaimHead; action: FormAction }) {
  const t = useTranslations("claims.cancel");
  const { claim, status } = view;
  const title = t("title");
  if (status !== "editing") return <ClosedAct claim={claim} title={title} why={t("closed")} />;
  const { contact } = claim;
  const name = personName(contact.firstName, contact.lastName);
  return (
    <>
      <ClaimHeader claim={claim} title={title} />
      <Form action={action} title={`${title} · ${claim.tenant.name}`}>
        <Hidden values={{ number: String(claim.number), version: String(claim.version) }} />
        <div className="asks">
          <p>{t("intro", { customer: claim.tenant.name })}</p>
          <ul>
            <li>{t("consent")}</li>
            <li>{t("told", { name, email: contact.email })}</li>
            <li>{t("again")}</li>
            <li>{t("final")}</li>
          </ul>
        </div>
        <div className="buttons">
          <SubmitButton variant="danger">{t("submit")}</SubmitButton>
          <LinkButton href={claimPath(claim.number)}>{t("keep")}</LinkButton>
        </div>
      </Form>
    </>
  );
}
