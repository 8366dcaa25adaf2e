import { getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import type { FormValues } from "@/lib/web/form-state";
import { ClaimHistory } from "../claims/claim-history";
import { AskedCard } from "../claims/asked-card";
import { CommentsSection } from "../claims/comments-section";
import { ReviewsSection } from "../claims/reviews-section";
import { TabTitle } from "../customers/wizard-frame";
import { Told } from "../ui/message-bar";
import { PageHeader } from "../ui/page-header";
import { ClaimActs } from "./claim-acts";
import { ClaimChanges } from "./claim-changes";
import { ClaimCheck } from "./claim-check";
import { ClaimDecision } from "./claim-decision";
import { ClaimFacts } from "./claim-facts";
import { ClaimFiles } from "./claim-files";
import { ClaimHolder, type ReviewActions } from "./claim-holder";
import { ClaimProof } from "./claim-proof";
import styles from "./claim-review.module.css";

type Props = {
  view: ClaimReviewView;
  back: string;
  actions: ReviewActions;
  kept: FormValues | null;
};

/** A claim beside its files: who has it, what can be decided, and everything to decide it by. */
export async function ClaimReview({ view, back, actions, kept }: Props) {
  const t = await getTranslations("review.page");
  const programme = await getTranslations("programme");
  const { claim } = view;
  const { tenant, engagement } = claim;
  const done = doneOf(view.done);
  return (
    <>
      {view.form === null ? (
        <TabTitle title={`${t("title", { number: String(claim.number) })} · ${tenant.name}`} />
      ) : null}
      <div className={styles.beside}>
        <div className={styles.parts}>
          <PageHeader
            title={t("title", { number: String(claim.number) })}
            crumbs={[
              { label: programme("title"), href: "/programme" },
              { label: programme("pages.claims"), href: back },
            ]}
          >
            {t("line", { customer: tenant.name, workshop: engagement.name })}
          </PageHeader>
          {view.files.length > 0 ? (
            <p className={styles.toFiles}>
              <a href="#files">{t("toFiles", { count: view.files.length })}</a>
            </p>
          ) : null}
          {view.returned ? <Told>{t("done.returned")}</Told> : null}
          {done ? <Told>{t(`done.${done}`)}</Told> : null}
          {view.asked ? (
            <AskedCard asked={view.asked} timeZone={claim.timeZone} editable={false} />
          ) : null}
          <ClaimChanges view={view} />
          {view.form === null ? (
            <>
              <ClaimHolder view={view} actions={actions} />
              <ClaimActs view={view} />
            </>
          ) : (
            <ClaimDecision view={view} form={view.form} action={actions[view.form]} kept={kept} />
          )}
          <ClaimCheck view={view} />
          <ClaimFacts view={view} />
          <ClaimProof view={view} />
          <ReviewsSection reviews={view.reviews} timeZone={claim.timeZone} />
          <CommentsSection
            side="operator"
            base={`/programme/claims/${claim.number}`}
            claimNumber={claim.number}
            timeZone={claim.timeZone}
            comments={view.comments}
            closed={view.holder.kind === "own" ? "own" : view.takesComments ? null : "closed"}
            reply={view.reply}
            said={view.said}
            action={actions.reply}
            kept={view.form === null ? kept : null}
          />
          <ClaimHistory claim={claim} history={view.history} />
        </div>
        <div id="files" className={styles.pane}>
          <ClaimFiles view={view} />
        </div>
      </div>
    </>
  );
}

const told = [
  "under_review",
  "action_required",
  "approved",
  "rejected",
  "rejected_final",
  "paid",
] as const;

function doneOf(done: ClaimReviewView["done"]) {
  return told.find((one) => one === done);
}
