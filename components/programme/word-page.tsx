import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { wordFields } from "@/lib/engagements/words/schema";
import type { NewWordView, RemovalView, WordView } from "@/lib/views/programme/words";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { TabTitle } from "../customers/wizard-frame";
import { LinkButton } from "../ui/button";
import { Form } from "../ui/form";
import { Hidden } from "../ui/hidden";
import { History } from "../ui/history";
import { MessageBar } from "../ui/message-bar";
import { RowAct } from "../ui/row-act";
import { SubmitButton } from "../ui/submit-button";
import { SummaryList } from "../ui/summary-list";
import { catalogue } from "./catalogue-paths";
import { WordForm } from "./word-form";
import { WordFrame, wordPath } from "./word-frame";
import { useWordWords } from "./word-words";
import { contentLanguage } from "@/messages/languages";

type Sent = { action: FormAction; kept: FormValues | null };

/** P9: a word is added. */
export function NewWord({ view, action, kept }: Sent & { view: NewWordView }) {
  const t = useTranslations("programme.words");
  const title = t(`add.${view.of}`);
  return (
    <WordFrame title={title} of={view.of} mayEdit={view.mayEdit}>
      {view.mayEdit ? (
        <WordForm
          of={view.of}
          values={kept ?? {}}
          action={action}
          title={title}
          back={`/programme/${view.of}`}
        />
      ) : null}
    </WordFrame>
  );
}

/** P9: one word, which is changed here, with its history. */
export function WordPage({
  view,
  action,
  waiting,
  kept,
}: Sent & { view: WordView; waiting: Record<"agree" | "withdraw", FormAction> }) {
  const t = useTranslations("programme.words");
  const names = useWordWords();
  const format = formats(useLocale());
  const zone = useTimeZone() ?? "UTC";
  const { of, word, mayEdit } = view;
  const title = useLabel(word);
  const said = wordFields[of].map((name) => [name, word[name] ?? ""] as const);
  return (
    <WordFrame title={title} of={of} mayEdit={mayEdit}>
      <Waiting view={view} waiting={waiting} />
      {mayEdit ? (
        <>
          <p>
            {t("keyIs")} <code>{word.key}</code>
          </p>
          <WordForm
            of={of}
            word={word}
            values={
              kept ??
              Object.fromEntries(
                said.map(([name, value]) => [
                  name,
                  name === "about" ? String(value).split(", ") : typed(value),
                ]),
              )
            }
            action={action}
            title={title}
            back={`/programme/${of}`}
          />
          <p>
            <a href={`${wordPath(of, word.key)}/remove`}>{t("toRemove")}</a>
          </p>
        </>
      ) : (
        <SummaryList
          rows={[
            { label: t("key"), value: word.key },
            ...said.map(([name, value]) => ({
              label: names.field(name),
              value: names.value(name, String(value)),
            })),
          ]}
        />
      )}
      <History acts={view.history} when={(at) => format.instant(at, zone)} words={names} />
    </WordFrame>
  );
}

/** P6: which countries a band waits for; who did not propose it agrees. */
function Waiting({
  view: { proposal, mayEdit },
  waiting,
}: {
  view: WordView;
  waiting: Record<"agree" | "withdraw", FormAction>;
}) {
  const t = useTranslations("programme.words.proposal");
  const names = useWordWords();
  if (!proposal) return null;
  const { id, key, countries, elsewhere, own, proposedByName: name } = proposal;
  const which = { key, proposal: id };
  return (
    <MessageBar tone="warning" title={t("title")}>
      <p>{t(own ? "own" : "other", { name })}</p>
      <SummaryList
        rows={(["countries", "elsewhere"] as const).map((field) => ({
          label: names.field(field),
          value: names.value(field, String({ countries, elsewhere }[field])) || "–",
        }))}
      />
      {mayEdit ? (
        <div className="buttons">
          {own ? null : (
            <RowAct action={waiting.agree} values={which}>
              {t("agree")}
            </RowAct>
          )}
          <RowAct action={waiting.withdraw} values={which}>
            {t("withdraw")}
          </RowAct>
        </div>
      ) : null}
    </MessageBar>
  );
}

function typed(value: string | number | boolean): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** P9, P10: a word is removed, or what keeps it. */
export function RemoveWord({ view, action }: { view: RemovalView; action: FormAction }) {
  const t = useTranslations("programme.words");
  const { of, word, uses, mayEdit } = view;
  const label = useLabel(word);
  const title = t("removeOf", { label });
  return (
    <WordFrame title={title} of={of} word={{ key: word.key, label }} mayEdit={mayEdit}>
      {uses.length > 0 && mayEdit ? <TabTitle title={title} /> : null}
      {uses.length > 0 ? (
        <MessageBar tone="warning" title={t("usedTitle")}>
          <ul>
            {uses.map(({ kind, slug }) => (
              <li key={`${kind} ${slug ?? ""}`}>
                {kind === "engagement" && slug !== null ? (
                  <a href={`${catalogue}/${slug}`}>{t("uses.engagement", { slug })}</a>
                ) : kind === "tenants" ? (
                  <a href="/programme/tenants">{t("uses.tenants")}</a>
                ) : kind === "locations" ? (
                  <a href="/programme/partners">{t("uses.locations")}</a>
                ) : (
                  <a href="/programme/claims?status=all">{t("uses.claims")}</a>
                )}
              </li>
            ))}
          </ul>
        </MessageBar>
      ) : mayEdit ? (
        <Form action={action} title={title}>
          <Hidden values={{ of, key: word.key, revision: String(word.revision) }} />
          <p>{t(of === "market-bands" ? "removeBand" : "removeText")}</p>
          <div className="buttons">
            <SubmitButton>{t("remove")}</SubmitButton>
            <LinkButton variant="subtle" href={wordPath(of, word.key)}>
              {t("cancel")}
            </LinkButton>
          </div>
        </Form>
      ) : null}
    </WordFrame>
  );
}

function useLabel(word: { labelEn: string; labelNl: string }): string {
  return contentLanguage(useLocale()) === "nl" ? word.labelNl : word.labelEn;
}
