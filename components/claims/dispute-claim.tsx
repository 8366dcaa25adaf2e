import { useTranslations } from "next-intl";
import type { ClaimDetails } from "@/lib/views/claim/details";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-field";
import { ClaimHeader } from "./claim-page";
import { claimPath } from "./claim-paths";
import { ClosedAct } from "./closed-act";
import { ReviewsSection } from "./reviews-section";
import { useClaimWords } from "./use-claim-words";

type Props = { view: ClaimDetails; action: FormAction; kept: FormValues | null };

/** Disputes a rejection, once: what the programme said, and the partner's reason. */
export function DisputeClaim({ view, action, kept }: Props) {
  const t = useTranslations("claims.dispute");
  const common = useTranslations("common");
  const words = useClaimWords(view.claim);
  const { claim, acts, deadline } = view;
  const title = t("title");
  if (!acts.dispute || !deadline)
    return <ClosedAct claim={claim} title={title} why={t("closed")} />;
  return (
    <div className="claim">
      <ClaimHeader claim={claim} title={title} />
      <Form
        action={action}
        title={`${title} · ${claim.tenant.name}`}
        initial={{ values: kept ?? {}, errors: [] }}
      >
        <Hidden values={{ number: String(claim.number), version: String(claim.version) }} />
        <p>{t("intro", { date: words.date(deadline.date) })}</p>
        <ReviewsSection reviews={view.reviews.slice(0, 1)} timeZone={claim.timeZone} />
        <TextArea
          name="reason"
          label={t("reason")}
          hint={t("reasonHint")}
          rows={6}
          maxLength={4_000}
          required
        />
        <div className="buttons">
          <SubmitButton>{t("submit")}</SubmitButton>
          <LinkButton href={claimPath(claim.number)}>{common("back")}</LinkButton>
        </div>
      </Form>
    </div>
  );
}
