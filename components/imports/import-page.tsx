import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { ImportView } from "@/lib/views/programme/imports";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { importsPage } from "../partners/partner-paths";
import { LinkButton } from "../ui/button";
import { CsvLinks } from "../ui/csv-links";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { MessageBar } from "../ui/message-bar";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { ImportFrame } from "./import-frame";
import { ImportGone } from "./import-gone";
import { ImportMatch } from "./import-match";
import { ImportRefusals, ImportRows, type RowWords } from "./import-rows";
import { labelOf } from "./label-of";
import { LooksAgain } from "./looks-again";

type Actions = Record<"begin" | "stop" | "correct", FormAction>;
type Props = { view: ImportView; words: RowWords; actions: Actions; kept: FormValues | null };

/** What a file would change, how far it is taken in, or what became of it (P20, P22). */
export function ImportPage({ view, words, actions, kept }: Props) {
  const t = useTranslations("imports");
  const programme = useTranslations("programme");
  const format = formats(useLocale());
  const { state, counts, sample, refusals, fileName, missing, needs } = view;
  const shown = state === "received" ? [] : (["new", "changed", "unchanged", "refused"] as const);
  const correctable =
    (state === "previewed" || state === "failed") && needs === null && view.recognised !== null;
  return (
    <ImportFrame title={fileName}>
      <TabTitle title={`${fileName} · ${programme("title")}`} />
      <Standing view={view} words={words} />
      {shown.length > 0 && state !== "failed" && missing.length === 0 ? (
        <SummaryList
          rows={[
            ...shown.map((kind) => ({ label: t(`count.${kind}`), value: counts[kind] })),
            ...(view.removeAsked
              ? (["removed", "stayed"] as const).map((kind) => ({
                  label: t(`gone.${kind}`),
                  value: view[kind],
                }))
              : []),
          ].map(({ label, value }) => ({ label, value: format.count(value) }))}
        />
      ) : null}
      <Acts view={view} actions={actions} />
      {state === "failed" ? null : (
        <ImportGone view={view} words={words} begin={actions.begin} kept={kept} />
      )}
      {sample.length > 0 ? <ImportRows view={view} words={words} /> : null}
      {refusals.length > 0 && state !== "failed" ? (
        <ImportRefusals view={view} words={words} />
      ) : null}
      {correctable ? <ImportMatch view={view} action={actions.correct} /> : null}
      <Facts view={view} />
    </ImportFrame>
  );
}

function Standing({ view, words }: Pick<Props, "view" | "words">) {
  const t = useTranslations("imports");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { state, counts, percent, failure, endedAt, missing, needs, still } = view;
  const good = counts.new + counts.changed;
  switch (state) {
    case "received":
    case "running":
    case "stopping":
      return (
        <MessageBar
          tone="info"
          actions={<LinkButton href={`${importsPage}/${view.id}`}>{t("lookAgain")}</LinkButton>}
        >
          {view.rowsDone
            ? t("gone.removing", { done: view.removed + view.stayed, count: view.gone ?? 0 })
            : t(state === "received" ? "looking" : "taking")}{" "}
          {percent > 0 && !view.rowsDone ? t("progress", { percent }) : null}{" "}
          {state === "stopping" ? (
            t("stopping")
          ) : still ? (
            t("still")
          ) : (
            <LooksAgain>{t("reload")}</LooksAgain>
          )}
        </MessageBar>
      );
    case "failed":
      return (
        <MessageBar tone="danger">
          {t("failedText", { why: words({ code: failure ?? "unknown" }) })}
        </MessageBar>
      );
    case "stopped":
      return (
        <MessageBar tone="warning">
          {t(failure === "forbidden" ? "stoppedRole" : "stoppedText")}
        </MessageBar>
      );
    case "done":
      return (
        <MessageBar tone="success">
          {endedAt ? t("doneText", { when: format.instant(endedAt, zone) }) : null}{" "}
          {counts.refused > 0 ? t("doneBad") : null}
        </MessageBar>
      );
    case "previewed":
      if (missing.length > 0)
        return (
          <MessageBar tone="warning">
            {t("missingText", {
              columns: missing.map((key) => labelOf(t, view.kind, key)).join(", "),
            })}
          </MessageBar>
        );
      return (
        <MessageBar tone={counts.refused > 0 ? "warning" : "info"}>
          {good > 0 ? t("previewText") : t(counts.refused > 0 ? "nothingGood" : "nothing")}{" "}
          {good > 0 && counts.refused > 0 ? t("someBad", { count: counts.refused }) : null}{" "}
          {needs === null ? null : t("needsRole", { role: needs })}
        </MessageBar>
      );
  }
}

function Acts({ view, actions }: Pick<Props, "view" | "actions">) {
  const t = useTranslations("imports");
  const { id, pass, state, counts, needs, missing, still } = view;
  const good = counts.new + counts.changed;
  const act = (action: FormAction, label: string, variant?: "danger") => (
    <Form action={action}>
      <Hidden values={{ id, pass: String(pass) }} />
      <SubmitButton {...(variant && { variant })}>{label}</SubmitButton>
    </Form>
  );
  return (
    <div className="buttons">
      {needs === null && state === "previewed" && missing.length === 0 && good > 0
        ? act(actions.begin, t("run", { count: good }))
        : null}
      {needs === null && still ? act(actions.begin, t("push")) : null}
      {needs === null && state === "running" ? act(actions.stop, t("stop"), "danger") : null}
      {needs === null && state === "stopped" ? act(actions.begin, t("goOn")) : null}
      {counts.refused > 0 &&
      needs === null &&
      view.recognised !== null &&
      state !== "received" &&
      state !== "failed" ? (
        <CsvLinks href={`${importsPage}/${id}/refused.csv`}>{t("bad")}</CsvLinks>
      ) : null}
      {state === "received" || state === "running" || state === "stopping" ? null : (
        <LinkButton variant="subtle" href={`${importsPage}/new?kind=${view.kind}`}>
          {t("other")}
        </LinkButton>
      )}
    </div>
  );
}

function Facts({ view }: Pick<Props, "view">) {
  const t = useTranslations("imports");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { kind, sha256, size, by, begunBy, madeAt } = view;
  return (
    <SummaryList
      rows={[
        { label: t("kind"), value: t(`kinds.${kind}`) },
        { label: t("facts.size"), value: format.size(size) },
        { label: t("facts.hash"), value: <code>{sha256}</code> },
        { label: t("when"), value: format.instant(madeAt, zone) },
        { label: t("facts.by"), value: by ?? t("command") },
        ...(begunBy === null ? [] : [{ label: t("facts.begunBy"), value: begunBy }]),
      ]}
    />
  );
}
