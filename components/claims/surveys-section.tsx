import { useLocale, useTranslations } from "next-intl";
import type { Asked } from "@/lib/views/claim/asked";
import type { SurveyCard, SurveysView } from "@/lib/views/claim/surveys";
import { formats } from "@/messages/format/formats";
import { Card } from "../ui/card";
import { MessageBar, Told } from "../ui/message-bar";
import { Status } from "../ui/status";
import { AskedHere } from "./asked-card";
import { SurveyAnswers } from "./survey-answers";
import { SurveyMails } from "./survey-mails";
import { SurveySteps, type SurveyActions } from "./survey-steps";

/** What was just done, as `?survey=` of the claim's address says. */
const tellings = ["customer", "partner", "filled"] as const;

type Props = {
  view: SurveysView;
  /** Absent: it is only shown, as to the programme. */
  actions?: SurveyActions;
  /** Where the customer contact is corrected. */
  editHref?: string;
  told?: string | undefined;
  /** D26: what the programme asks, shown at the survey that it is about. */
  asked?: Asked | null;
};

/** The surveys of a claim (W4–W9): where each stands, its e-mails and answers, and the next step. */
export function SurveysSection({ view, actions, editHref, told, asked = null }: Props) {
  const t = useTranslations("surveys.section");
  const done = tellings.find((one) => one === told);
  if (view.cards.length === 0) return null;
  return (
    <section id="surveys" className="stack" aria-label={t("title")}>
      {done ? <Told>{t(`told.${done}`)}</Told> : null}
      {view.cards.map((card) => (
        <SurveyPart key={card.kind} {...{ view, card, actions, editHref, asked }} />
      ))}
      {!view.open && view.cards.some(({ state }) => state !== "answered") ? (
        <p className="hint">{t("closed")}</p>
      ) : null}
    </section>
  );
}

function SurveyPart({
  view,
  card,
  actions,
  editHref,
  asked = null,
}: Omit<Props, "told"> & { card: SurveyCard }) {
  const t = useTranslations("surveys.section");
  const format = formats(useLocale());
  const { kind, live, state, closed, former } = card;
  const { timeZone } = view;
  const when = (at: Date) => format.instant(at, timeZone);
  const answer = live?.answer ?? null;
  const words = kind === "partner" && state === "none" ? "noneOwn" : state;
  const tone = state === "answered" ? "success" : state === "sent" ? "info" : "neutral";
  return (
    <Card title={t(`kind.${kind}`)}>
      <AskedHere asked={asked} about={`${kind}_survey`} />
      <p>
        <Status tone={tone}>{t(`state.${words}`)}</Status>
      </p>
      {answer ? (
        <>
          <p>
            {t("answeredBy", { name: answer.name, when: when(answer.at) })}{" "}
            {kind === "customer" && view.open ? t("locked") : null}
          </p>
          <SurveyAnswers answers={answer.answers} />
        </>
      ) : (
        <p>{t(`intro.${kind}`)}</p>
      )}
      {live?.withheld && !answer ? (
        <MessageBar
          tone={live.withheld === "waiting" ? "warning" : "danger"}
          actions={
            live.withheld === "refused" && editHref ? (
              <a href={editHref}>{t("fixAction")}</a>
            ) : undefined
          }
        >
          {t(`withheld.${live.withheld}`, { email: live.recipientEmail })}
        </MessageBar>
      ) : null}
      {closed ? (
        <MessageBar
          tone="danger"
          actions={editHref ? <a href={editHref}>{t("fixAction")}</a> : undefined}
        >
          {t("withheld.closed", { email: closed })}
        </MessageBar>
      ) : null}
      {live && live.mails.length > 0 ? (
        <SurveyMails
          {...{ kind, live, timeZone, open: view.open, answered: answer !== null, editHref }}
        />
      ) : null}
      {view.open && !answer && actions ? <SurveySteps {...{ view, card, actions }} /> : null}
      {former.length > 0 ? (
        <>
          <h3>{t("former")}</h3>
          <ul>
            {former.map(({ recipientName: name, recipientEmail: email, createdAt, replacedAt }) => (
              <li key={replacedAt.getTime()}>
                {t("formerLine", { name, email, when: when(createdAt), until: when(replacedAt) })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  );
}
