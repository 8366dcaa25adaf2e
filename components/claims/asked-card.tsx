import { getLocale, getTranslations } from "next-intl/server";
import { surveyRequirements } from "@/lib/claims/schema";
import type { Asked } from "@/lib/views/claim/asked";
import { formats } from "@/messages/format/formats";
import { getProgrammeWords } from "../engagements/words";
import { WhatItMeans } from "../help/what-it-means";
import { Card } from "../ui/card";
import { MessageBar } from "../ui/message-bar";
import { Status } from "../ui/status";
import { claimPath, editPath } from "./claim-paths";
import { reasonText } from "./reason-text";
import styles from "./talk.module.css";

type Point = Asked["points"][number];
type Change = Asked["changes"][number];
type Props = {
  asked: Asked;
  timeZone: string;
  /** Absent for the reviewer, who changes nothing. */
  claimNumber?: number;
  /** Whether the partner can change something now. */
  editable: boolean;
};

/** D26: each reason with the reviewer's words, ticked off when something changed there; then the partner's grounds. */
export async function AskedCard({ asked, timeZone, claimNumber, editable }: Props) {
  const t = await getTranslations("review");
  const format = formats(await getLocale());
  const words = await getProgrammeWords();
  const { review, points, changes, grounds } = asked;
  const when = (at: Date) => format.shortInstant(at, timeZone);
  const ticks = review.decision === "action_required";
  return (
    <Card title={t(`asked.title.${review.decision}`)}>
      <ul className={styles.talk}>
        {points.map((point) => (
          <li key={`${point.requirement}:${point.code}`}>
            <p>
              {claimNumber !== undefined && editable ? (
                <a href={placeOf(claimNumber, point)}>{reasonText(t, point, words)}</a>
              ) : (
                reasonText(t, point, words)
              )}{" "}
              {ticks ? (
                <Status tone={point.changed ? "success" : "warning"}>
                  {t(point.changed ? "asked.changed" : "asked.unchanged")}
                </Status>
              ) : null}{" "}
              {claimNumber === undefined ? null : (
                <WhatItMeans entry={`review-${point.code}`} of={reasonText(t, point, words)} />
              )}
            </p>
          </li>
        ))}
      </ul>
      <p>
        <small>
          {t("reviews.line", { name: review.reviewerName, when: when(review.decidedAt) })}
        </small>
      </p>
      <p className={styles.words}>{review.comment}</p>
      {ticks || changes.length > 0 ? (
        <>
          <h3>{t("asked.since", { when: when(review.decidedAt) })}</h3>
          {changes.length === 0 ? <p>{t("asked.nothing")}</p> : null}
          <ul>
            {changes.map((change, at) => (
              <li key={`${change.at.getTime()} ${String(at)}`}>
                {changeText(t, change, words.proof)} <small>{when(change.at)}</small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {grounds ? (
        <>
          <h3>{t("asked.grounds", { name: grounds.author, when: when(grounds.at) })}</h3>
          <p className={styles.words}>{grounds.body}</p>
        </>
      ) : null}
    </Card>
  );
}

/** The same beside the field or file that it is about. */
export async function AskedHere({ asked, about }: { asked: Asked | null; about: string }) {
  const t = await getTranslations("review");
  const words = await getProgrammeWords();
  const mine = asked?.points.filter(({ requirement }) => requirement === about) ?? [];
  return mine.map((point) => (
    <MessageBar key={point.code} tone={point.changed ? "success" : "warning"}>
      {t(point.changed ? "asked.hereChanged" : "asked.here", {
        reason: reasonText(t, point, words),
      })}
    </MessageBar>
  ));
}

type Words = Awaited<ReturnType<typeof getTranslations<"review">>>;

function changeText(
  t: Words,
  { event, name, kind, part }: Change,
  proof: (kind: string) => string,
): string {
  const survey = proof(`${kind ?? "customer"}_survey`);
  switch (event) {
    case "document.added":
      return t("asked.change.added", { name: name ?? "–" });
    case "document.removed":
      return t("asked.change.removed", { name: name ?? "–" });
    case "survey.sent":
      return t("asked.change.sent", { survey });
    case "survey.replaced":
      return t("asked.change.replaced", { survey });
    case "survey.answered":
      return t("asked.change.answered", { survey });
    case "claim.edited":
      return t(`asked.change.${part ?? "name"}`);
  }
}

/** Where the claim is mended: a field's form where it is about a field, else its section. */
function placeOf(number: number, { requirement, code }: Point): string {
  const field = {
    wrong_amount: "invoiceAmount",
    wrong_date: "workshopFrom",
    outside_window: "workshopFrom",
  }[code];
  if (field !== undefined) return editPath(number, "invoice", field);
  if (surveyRequirements.includes(requirement)) return `${claimPath(number)}#surveys`;
  return `${claimPath(number)}#documents-${requirement}`;
}
