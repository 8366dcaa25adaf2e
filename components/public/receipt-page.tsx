import { Fragment } from "react";
import type { ConsentReceipt } from "@/lib/views/consent-receipt";
import { lastMoment } from "@/messages/format/dates";
import { formats } from "@/messages/format/formats";
import { Document } from "./document";
import { ContactRow, hrefOf, Row, WorkshopRows, type LinkProps } from "./parts";
import { texts } from "./texts";

export type ReceiptPageProps = Omit<LinkProps, "view"> & { view: ConsentReceipt };

/** D12: what was agreed or declined, by whom, when, and how to withdraw; made to be kept. */
export function ReceiptPage(link: ReceiptPageProps) {
  const { view, base } = link;
  const { language, timeZone, receipt } = view;
  const t = texts(language);
  const at = (instant: Date) => formats(language).fullInstant(instant, timeZone);
  const withdrawn = view.status === "withdrawn";
  return (
    <Document language={language} title={t("receipt.title")} here={`${link.base}/receipt`}>
      <h1>{t("receipt.title")}</h1>
      <p>{t(`receipt.lead.${withdrawn ? "withdrawn" : receipt.decision}`)}</p>
      <dl>
        <Row name={t("receipt.decision")}>
          <strong>{t(`receipt.decisions.${receipt.decision}`)}</strong>
        </Row>
        <Row name={t("receipt.by")}>{receipt.fullName}</Row>
        <Row name={t("receipt.at")}>{at(receipt.decidedAt)}</Row>
        <Row name={t("receipt.mailbox")}>
          {receipt.mailbox}
          {receipt.confirmedByCode && <small>{t("receipt.confirmed")}</small>}
        </Row>
        {receipt.reason !== null && <Row name={t("receipt.reason")}>{receipt.reason}</Row>}
        <WorkshopRows view={view} />
        <ContactRow view={view} />
        {view.deliveryDueAt && !view.ended && (
          <Row name={t("receipt.valid")}>
            {formats(language).fullDay({ at: lastMoment(view.deliveryDueAt), zone: timeZone })}
          </Row>
        )}
        {view.ended && receipt.decision === "accept" && (
          <Row name={t(withdrawn ? "receipt.withdrawnAt" : "receipt.endedAt")}>
            {at(withdrawn ? view.ended.at : lastMoment(view.ended.at))}
          </Row>
        )}
      </dl>
      <h2>{t("receipt.wordingTitle")}</h2>
      <div className="wording" lang={receipt.wordingLanguage}>
        {receipt.wording.split("\n\n").map((part) => {
          const [heading, ...lines] = part.split("\n");
          return (
            <p key={heading}>
              <strong>{heading}</strong>
              {lines.map((line) => (
                <Fragment key={line}>
                  <br />
                  {line}
                </Fragment>
              ))}
            </p>
          );
        })}
      </div>
      <h2>{t("receipt.proof")}</h2>
      <dl>
        <Row name={t("receipt.wordingVersion")}>{receipt.wordingVersion}</Row>
        <Row name={t("receipt.wordingHash")}>
          <code>{receipt.wordingHash}</code>
        </Row>
        <Row name={t("receipt.record")}>
          <code>{receipt.id}</code>
        </Row>
        <Row name={t("receipt.link")}>
          <code>{receipt.linkId}</code>
        </Row>
        <Row name={t("receipt.auditHash")}>
          <code>{receipt.auditHash}</code>
        </Row>
      </dl>
      <p>{t("receipt.keep")}</p>
      <p>
        <a className="button" href={`${base}/receipt?format=json`}>
          {t("receipt.json")}
        </a>
      </p>
      {view.canWithdraw && (
        <section>
          <h2>{t("receipt.withdrawTitle")}</h2>
          <p>{t("receipt.withdrawText")}</p>
          <p>
            <a className="button" href={hrefOf(link, "/withdraw")}>
              {t("accepted.withdraw")}
            </a>
          </p>
        </section>
      )}
      <p>
        <a href={hrefOf(link)}>{t("receipt.back")}</a>
      </p>
    </Document>
  );
}
