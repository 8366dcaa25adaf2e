import { getFormatter, getTranslations } from "next-intl/server";
import type { ClaimReviewView } from "@/lib/views/programme/claim";
import { claimTone } from "../claims/claim-tone";
import { Card } from "../ui/card";
import styles from "./claim-review.module.css";

type Act = ClaimReviewView["history"][number];

/** Every act of a claim with who and when, the newest first. */
export async function ClaimHistory({ view }: { view: ClaimReviewView }) {
  const t = await getTranslations("review.page");
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
            <ActText act={act} />
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

async function ActText({ act }: { act: Act }) {
  const t = await getTranslations("review.page");
  const status = await getTranslations("customers.claim");
  const to = statuses.find((one) => one === act.to);
  if (to) return <>{t("historyMove", { status: status(to) })}</>;
  const known = events.find((one) => act.event === `claim.${one}`);
  return <>{known ? t(`events.${known}`) : t("events.other", { event: act.event })}</>;
}

const statuses = Object.keys(claimTone) as (keyof typeof claimTone)[];
const events = ["review_taken_over", "commented"] as const;
