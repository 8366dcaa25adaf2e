import { useLocale, useTimeZone, useTranslations } from "next-intl";
import type { RunView } from "@/lib/views/run";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { LinkButton } from "../ui/button";
import { CsvLinks } from "../ui/csv-links";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { TextField } from "../ui/text-field";
import { RunBack } from "./run-back";
import { RunOptions } from "./run-options";
import { pathOf } from "./run-paths";
import { RunRows, type RowWords } from "./run-rows";
import { RunStanding } from "./run-standing";

export type RunActions = Record<"begin" | "stop" | "takeOut" | "anew" | "fromRun", FormAction>;
type Props = {
  view: RunView;
  words: RowWords;
  actions: RunActions | null;
  /** What was typed before a session was lost. */
  kept: FormValues | null;
};

/** B3–B5: what a run would do, how far it is, or what became of each of its rows. */
export function RunPage({ view, words, actions, kept }: Props) {
  return (
    <>
      <RunStanding view={view} words={words} />
      <Counts view={view} />
      {actions ? <Acts view={view} actions={actions} kept={kept} /> : null}
      {view.state === "looking" ? null : (
        <RunRows view={view} words={words} takeOut={actions?.takeOut ?? null} />
      )}
      {actions ? <RunOptions view={view} action={actions.anew} kept={kept} /> : null}
      {actions ? <RunBack view={view} action={actions.fromRun} /> : null}
      <Facts view={view} />
    </>
  );
}

function Counts({ view }: Pick<Props, "view">) {
  const t = useTranslations("runs");
  const format = formats(useLocale());
  const { state, counts, minutes, beganAt } = view;
  if (state === "looking" || counts.all === 0) return null;
  const named = beganAt
    ? (["done", "refused", "late", "already", "not", "out"] as const)
    : (["will", "already", "not", "out"] as const);
  const rows = named.flatMap((name) =>
    counts[name] > 0 || name === "will" || name === "done"
      ? [{ label: t(`counts.${name}`), value: format.count(counts[name]) }]
      : [],
  );
  const payout = counts.payouts.map((one) => format.money(one)).join(" · ");
  return (
    <SummaryList
      rows={[
        ...rows,
        ...(payout === "" ? [] : [{ label: t("counts.payout"), value: payout }]),
        ...(["ask", "resend", "send_surveys", "end"].includes(view.kind)
          ? [{ label: t("counts.mails"), value: t("mailsOf", { count: counts.mails, minutes }) }]
          : []),
      ]}
    />
  );
}

/** K12: what is said of taking it back before it begins. */
const before = {
  claim: "canBeEnded",
  add: "canBeEnded",
  ask: "cannotTakeBack",
  resend: "cannotTakeBack",
  send_surveys: "cannotTakeBack",
  end: "endIsFinal",
} as const;

type ActsProps = Pick<Props, "view" | "kept"> & { actions: RunActions };
function Acts({ view, actions, kept }: ActsProps) {
  const t = useTranslations("runs");
  const { id, number, state, kind, counts, still, typed } = view;
  const button = (
    action: FormAction,
    label: string,
    values: Record<string, string> = {},
    variant?: "primary" | "default" | "danger",
  ) => (
    <Form action={action}>
      <Hidden values={{ id, ...values }} />
      <SubmitButton variant={variant ?? "default"}>{label}</SubmitButton>
    </Form>
  );
  const ended = state === "done" || state === "stopped";
  const path = pathOf(view);
  return (
    <>
      {state === "looked" && counts.will > 0 ? (
        <Form action={actions.begin} initial={{ values: kept ?? {}, errors: [] }}>
          <Hidden values={{ id, number: String(number) }} />
          {kind === "give" || kind === "give_back" ? null : (
            <p className="hint">{t(before[kind])}</p>
          )}
          {typed ? (
            <TextField
              name="mails"
              label={t("mailsTyped", { count: counts.mails })}
              required
              inputMode="numeric"
            />
          ) : null}
          <div className="buttons">
            <SubmitButton>{t("begin", { kind, count: counts.will })}</SubmitButton>
          </div>
        </Form>
      ) : null}
      <div className="buttons">
        {still ? button(actions.begin, t("push")) : null}
        {state === "running" ? button(actions.stop, t("pause"), { how: "pause" }) : null}
        {state === "paused" ? button(actions.begin, t("goOn"), {}, "primary") : null}
        {state === "running" || state === "paused" || state === "looking"
          ? button(actions.stop, t("stop"), { how: "stop" }, "danger")
          : null}
        {ended && counts.refused + counts.left > 0
          ? button(actions.fromRun, t("tryAgain"), { kind, which: "failed" })
          : null}
        {ended && counts.done > 0 && (kind === "claim" || kind === "add")
          ? button(actions.fromRun, t("askThese"), { kind: "ask", which: "done" }, "primary")
          : null}
        {counts.all > 0 ? (
          <>
            <CsvLinks href={`${path}/rows.csv`}>{t("download")}</CsvLinks>
            <LinkButton href={`${path}/rows.xlsx`} download>
              {t("downloadXlsx")}
            </LinkButton>
          </>
        ) : null}
      </div>
    </>
  );
}

function Facts({ view }: Pick<Props, "view">) {
  const t = useTranslations("runs");
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { by, filter, fileName, madeAt, madeByName, beganByName, acts, partnerName } = view;
  const how = filter !== null && acts ? <a href={filter}>{t("filterLink")}</a> : t(`how.${by}`);
  return (
    <SummaryList
      rows={[
        ...(acts ? [] : [{ label: t("columns.company"), value: partnerName }]),
        { label: t("facts.how"), value: how },
        ...(fileName === null ? [] : [{ label: t("facts.file"), value: fileName }]),
        { label: t("facts.when"), value: format.instant(madeAt, zone) },
        { label: t("facts.made"), value: madeByName },
        ...(beganByName === null ? [] : [{ label: t("facts.by"), value: beganByName }]),
      ]}
    />
  );
}
