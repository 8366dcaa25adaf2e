import { getLocale, getTranslations } from "next-intl/server";
import type { ClaimReviewView, ReviewAct } from "@/lib/views/claim/review";
import type { FormAction } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { claimTone } from "../claims/claim-tone";
import { Card } from "../ui/card";
import { Form } from "../ui/form";
import { MessageBar } from "../ui/message-bar";
import { Badge } from "../ui/status";
import { SubmitButton } from "../ui/submit-button";
import { ClaimClock } from "./claim-clock";
import { HoldBar } from "./legal-hold";
import { NextClaim } from "./next-claim";
import { Which } from "./which-claim";

export type ReviewActions = Record<"start" | "takeOver" | "next" | "reply" | ReviewAct, FormAction>;
type Props = { view: ClaimReviewView; actions: ReviewActions };

/** Where a claim stands, who has it in hand, and what the reader can do about it. */
export async function ClaimHolder({ view, actions }: Props) {
  const t = await getTranslations("review.page");
  const status = await getTranslations("customers.claim");
  const hold = await getTranslations("privacy.hold");
  const { claim, holder, mayDo, handed } = view;
  const mine = holder.kind === "you";
  return (
    <Card title={t("state")}>
      <p>
        <Badge tone={claimTone[claim.status]}>{status(claim.status)}</Badge>
      </p>
      {view.clock ? (
        <p>
          {t("target")} <ClaimClock clock={view.clock} />
        </p>
      ) : null}
      <HolderText view={view} />
      {view.hold ? <HoldBar hold={view.hold} /> : null}
      {view.mayHold ? (
        <p>
          <a href={`/programme/privacy/holds/claim/${claim.number}`}>
            {hold(view.hold ? "liftLink" : "link")}
          </a>
        </p>
      ) : null}
      {handed ? <MessageBar>{t("handed", handed)}</MessageBar> : null}
      {claim.status === "submitted" && holder.kind === "nobody" ? (
        <Form action={actions.start}>
          <Which view={view} />
          <div className="buttons">
            <SubmitButton>{t("start")}</SubmitButton>
          </div>
        </Form>
      ) : null}
      {(claim.status === "under_review" || claim.status === "disputed") &&
      !mine &&
      holder.kind !== "own" ? (
        <Form action={actions.takeOver}>
          <Which view={view} />
          {holder.kind === "other" ? <p>{t("takeOverText", { name: holder.name })}</p> : null}
          <div className="buttons">
            <SubmitButton variant={claim.status === "disputed" ? "primary" : "default"}>
              {t("takeOver")}
            </SubmitButton>
          </div>
        </Form>
      ) : null}
      {mine && claim.status === "under_review" && !mayDo.includes("ask") ? (
        <MessageBar>{t("askTimeOver")}</MessageBar>
      ) : null}
      {view.mayReview && !mine && claim.status !== "submitted" ? (
        <NextClaim action={actions.next} variant="default" />
      ) : null}
      {view.ownApproval ? <MessageBar>{t("ownApproval")}</MessageBar> : null}
    </Card>
  );
}

async function HolderText({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page.holder");
  const { claim, holder, rejectedBy } = view;
  const { partnerName, reviewerName } = claim;
  const format = formats(await getLocale());
  const when = (at: Date) => format.shortInstant(at, claim.timeZone);
  if (holder.kind === "own") {
    return <MessageBar tone="warning">{t("own", { partner: partnerName })}</MessageBar>;
  }
  return (
    <>
      {holder.kind === "you" ? <p>{t("you", { when: when(holder.since) })}</p> : null}
      {holder.kind === "other" ? (
        <p>{t("other", { name: holder.name, when: when(holder.since) })}</p>
      ) : null}
      {holder.kind === "nobody" && claim.status === "submitted" ? (
        <p>
          {t("free")} {reviewerName === null ? null : t("before", { name: reviewerName })}
        </p>
      ) : null}
      {holder.kind === "nobody" && claim.status === "disputed" ? <p>{t("freeDispute")}</p> : null}
      {rejectedBy ? (
        <MessageBar tone={rejectedBy.you ? "warning" : "info"}>
          {rejectedBy.you ? t("sameRejecter") : t("otherRejecter", { name: rejectedBy.name })}
        </MessageBar>
      ) : null}
    </>
  );
}
