import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { RunView } from "@/lib/views/run";
import { formats } from "@/messages/format/formats";
import { LooksAgain } from "../imports/looks-again";
import { LinkButton } from "../ui/button";
import { MessageBar } from "../ui/message-bar";
import { pathOf } from "./run-paths";
import type { RowWords } from "./run-rows";

/** Where a run stands, in a sentence. */
export function RunStanding({ view, words }: { view: RunView; words: RowWords }) {
  const t = useTranslations("runs");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { state, counts, position, failure, endedAt, beganAt, came, went, still, waiting } = view;
  const changed =
    came || went ? (
      <MessageBar tone="info">{t("changed", { came: came ?? 0, went: went ?? 0 })}</MessageBar>
    ) : null;
  const mails =
    waiting > 0 ? <MessageBar tone="info">{t("waiting", { count: waiting })}</MessageBar> : null;
  switch (state) {
    case "looking":
    case "running":
    case "stopping": {
      const settled = counts.done + counts.refused + counts.late;
      return (
        <>
          <MessageBar
            tone="info"
            actions={<LinkButton href={pathOf(view)}>{t("lookAgain")}</LinkButton>}
          >
            {beganAt
              ? t("runningText", { settled, rows: settled + counts.left })
              : counts.all === 0
                ? t("gathering")
                : t("looking", { position, rows: counts.all })}{" "}
            {state === "stopping" ? `${t("stoppingText")} ` : null}
            {still ? t("still") : <LooksAgain>{t("reload")}</LooksAgain>}
          </MessageBar>
          {changed}
        </>
      );
    }
    case "looked":
      return (
        <MessageBar tone={counts.will > 0 ? "info" : "warning"}>
          {t(counts.will > 0 ? "lookedText" : "nothingText")}
        </MessageBar>
      );
    case "paused":
      return (
        <>
          <MessageBar tone="warning">
            {failure === null
              ? t("pausedText", { left: counts.left })
              : t("pausedWhy", { why: words({ code: failure }) })}
          </MessageBar>
          {changed}
          {mails}
        </>
      );
    case "stopped":
      return (
        <>
          <MessageBar tone="warning">
            {beganAt ? t("stoppedText", { left: counts.left }) : t("stoppedLook")}
          </MessageBar>
          {mails}
        </>
      );
    case "failed":
      return (
        <MessageBar tone="danger">
          {t("failedText", { why: words({ code: failure ?? "unknown" }) })}
        </MessageBar>
      );
    case "done":
      return (
        <>
          <MessageBar tone="success">
            {endedAt ? t("doneText", { when: format.instant(endedAt, zone) }) : null}{" "}
            {counts.refused > 0 ? t("doneBad", { refused: counts.refused }) : null}
          </MessageBar>
          {changed}
          {mails}
        </>
      );
  }
}
