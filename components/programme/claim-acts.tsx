import { useTranslations } from "next-intl";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { LinkButton } from "../ui/button";
import styles from "./claim-review.module.css";

const variants = {
  approve: "primary",
  ask: "default",
  reject: "danger",
  rejectFinally: "danger",
  handOver: "subtle",
  pay: "primary",
  paymentReturned: "danger",
} as const;

/** What the reader can decide now, always in reach at the end of the window. */
export function ClaimActs({ view }: { view: ClaimReviewView }) {
  const t = useTranslations("review.page");
  const { claim, mayDo, file } = view;
  if (mayDo.length === 0) return null;
  return (
    <nav className={styles.acts} aria-label={t("decide")}>
      {mayDo.map((act) => (
        <LinkButton
          key={act}
          variant={variants[act]}
          href={`/programme/claims/${claim.number}?${new URLSearchParams({
            do: act,
            ...(file && { file: file.id }),
          }).toString()}`}
        >
          {t(act)}
        </LinkButton>
      ))}
    </nav>
  );
}
