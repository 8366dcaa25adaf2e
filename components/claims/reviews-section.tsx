import { getLocale, getTranslations } from "next-intl/server";
import { formats } from "@/messages/format/formats";
import { getProgrammeWords } from "../engagements/words";
import { Card } from "../ui/card";
import { Badge } from "../ui/status";
import { claimTone } from "./claim-tone";
import styles from "./talk.module.css";
import { reasonText } from "./reason-text";

export type ShownReview = {
  id: string;
  decision: "action_required" | "approved" | "rejected" | "rejected_final";
  reasons: { requirement: string; code: string }[];
  comment: string;
  reviewerName: string;
  submittedAt: Date;
  decidedAt: Date;
};
type Props = { reviews: ShownReview[]; timeZone: string };

/** The programme's decisions about a claim with their reasons, the newest first (W12–W14). */
export async function ReviewsSection({ reviews, timeZone }: Props) {
  const t = await getTranslations("review");
  const words = await getProgrammeWords();
  const format = formats(await getLocale());
  const when = (at: Date) => format.shortInstant(at, timeZone);
  return (
    <Card title={t("reviews.title")}>
      {reviews.length === 0 ? <p>{t("reviews.none")}</p> : null}
      <ol className={styles.talk}>
        {reviews.map((review) => (
          <li key={review.id}>
            <p>
              <Badge tone={claimTone[review.decision]}>{t(`decisions.${review.decision}`)}</Badge>{" "}
              <small>
                {t("reviews.line", { name: review.reviewerName, when: when(review.decidedAt) })}
              </small>
            </p>
            {review.reasons.length > 0 ? (
              <ul>
                {review.reasons.map((reason) => (
                  <li key={`${reason.requirement}:${reason.code}`}>
                    {reasonText(t, reason, words)}
                  </li>
                ))}
              </ul>
            ) : null}
            {review.comment === "" ? null : <p className={styles.words}>{review.comment}</p>}
            <p>
              <small>{t("reviews.answers", { date: when(review.submittedAt) })}</small>
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
