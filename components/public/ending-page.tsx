import type { ReactNode } from "react";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Document } from "./document";
import { ContactRow, hrefOf, Row, Steps, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

export type EndingPageProps = LinkProps & {
  /** An answer came after the first one, and was not stored. */
  already: boolean;
};

/** Where a request stands that cannot be answered (any more), with a way forward. */
export function EndingPage({ already, ...link }: EndingPageProps) {
  const { view } = link;
  const t = texts(view.language);
  const ending = endingOf(link);
  return (
    <Document
      language={view.language}
      title={ending.title}
      here={`${link.base}${already ? "?already=1" : ""}`}
    >
      {already && <p className="note stop">{t("already")}</p>}
      <h1>{ending.title}</h1>
      <p className={ending.tone}>{ending.lead}</p>
      {ending.steps}
      <dl>
        <WorkshopRows view={view} />
        {view.answer && (
          <>
            <Row name={t("answeredBy")}>{view.answer.fullName}</Row>
            <Row name={t("answeredAt")}>
              {formats(view.language).fullInstant(view.answer.decidedAt, view.timeZone)}
            </Row>
          </>
        )}
        <ContactRow view={view} />
      </dl>
      {view.answer && (
        <p>
          <a className="button" href={hrefOf(link, "/receipt")}>
            {t("receiptLink")}
          </a>
        </p>
      )}
      {view.status === "accepted" && view.canWithdraw && (
        <section>
          <h2>{t("accepted.changed")}</h2>
          <p>
            <a href={hrefOf(link, "/withdraw")}>{t("accepted.withdraw")}</a>
          </p>
        </section>
      )}
    </Document>
  );
}

type Ending = { title: string; lead: string; tone: string; steps: ReactNode };

function endingOf({ view }: LinkProps): Ending {
  const { language, timeZone } = view;
  const t = texts(language);
  const date = (at: Date) => formats(language).fullDay({ at, zone: timeZone });
  switch (view.status) {
    case "accepted":
      return accepted(view);
    case "declined": {
      const steps = [t("declined.next1"), t("declined.next2"), t("declined.next3")];
      return {
        title: t("declined.title"),
        lead: t("declined.lead"),
        tone: "note done",
        steps: <Steps title={t("declined.next")} steps={steps} />,
      };
    }
    case "withdrawn": {
      const steps = [t("withdrawn.next1"), t("withdrawn.next2")];
      return {
        title: t("withdrawn.title"),
        lead: t("withdrawn.lead"),
        tone: "note done",
        steps: <Steps title={t("withdrawn.next")} steps={steps} />,
      };
    }
    case "expired":
      return {
        title: t("expired.title"),
        lead: t("expired.lead", { date: date(lastMoment(view.dueAt)) }),
        tone: "note",
        steps: <Steps title={t("expired.next")} steps={[t("expired.next1")]} />,
      };
    case "replaced": {
      const steps = [t("replaced.next1"), t("replaced.next2"), t("replaced.next3")];
      return {
        title: t("replaced.title"),
        lead: t("replaced.lead"),
        tone: "note",
        steps: <Steps title={t("replaced.next")} steps={steps} />,
      };
    }
    case "other_contact": {
      const steps = [t("otherContact.next1"), t("otherContact.next2")];
      return {
        title: t("otherContact.title"),
        lead: t("otherContact.lead"),
        tone: "note",
        steps: <Steps title={t("otherContact.next")} steps={steps} />,
      };
    }
    case "no_longer_open":
    case "open": {
      const steps = [t("noLongerOpen.next1"), t("noLongerOpen.next2")];
      return {
        title: t("noLongerOpen.title"),
        lead: t(`noLongerOpen.${view.closed ? "taken" : (view.endedBy ?? "ended")}`),
        tone: "note",
        steps: <Steps title={t("noLongerOpen.next")} steps={steps} />,
      };
    }
  }
}

function accepted(view: LinkProps["view"]): Ending {
  const { language, timeZone } = view;
  const t = texts(language);
  const date = (due: Date) => formats(language).fullDay({ at: lastMoment(due), zone: timeZone });
  if (view.ended) {
    const over = t("accepted.ended", { date: date(view.ended.at) });
    return { title: t("accepted.title"), lead: over, tone: "note", steps: null };
  }
  const last = view.deliveryDueAt && date(view.deliveryDueAt);
  const steps = [
    !view.submitted && t("accepted.next1"),
    !view.submitted && last !== null && t("accepted.next2", { date: last }),
    t("accepted.next3"),
    view.submitted && t("accepted.submitted"),
  ];
  return {
    title: t("accepted.title"),
    lead: t("accepted.lead"),
    tone: "note done",
    steps: <Steps title={t("accepted.next")} steps={steps} />,
  };
}
