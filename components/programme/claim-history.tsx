import { getFormatter, getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/claim/review";
import { Card } from "../ui/card";
import styles from "./claim-review.module.css";

/** Every act of a claim with who and when, the newest first. */
export async function ClaimHistory({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
  const told = await getTranslations("events");
  const format = await getFormatter();
  const when = (at: Date) =>
    format.dateTime(at, {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: view.claim.timeZone,
    });
  return (
    <Card title={t("history")}>
      {view.history.length === 0 ? <p>{t("historyNone")}</p> : null}
      <ol className={styles.history}>
        {view.history.map((act) => (
          <li key={act.key}>
            {told(act.event, act.params)}
            <small>
              {t("who.line", {
                name: act.name ?? (act.by === "visitor" ? t("who.customer") : t("who.system")),
                when: when(act.at),
              })}
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
