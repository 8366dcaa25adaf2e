import XMLBuilder from "fast-xml-builder";
import { decimalOf } from "@/messages/format/money";
import type { Money } from "../../money";
import { latin } from "./latin.rules";

export type Transfer = {
  /** By which the bank gives it back: `paymentName`. */
  name: string;
  payee: string;
  country: string;
  iban: string;
  amount: Money;
  /** What the payee reads on their account. */
  about: string;
};

type Run = {
  /** What this file is called: the bank takes each name once. */
  name: string;
  programme: string;
  account: { name: string; iban: string; bic: string };
  currency: string;
  at: Date;
  /** The day on which the bank pays, as YYYY-MM-DD. */
  day: string;
};

const builder = new XMLBuilder({ ignoreAttributes: false, format: true });

/**
 * The transfers of a run as ISO 20022 pain.001.001.03, one batch from one account: in euros as SEPA credit transfers.
 * The same transfers always give the same text.
 */
export function painFile(run: Run, transfers: readonly Transfer[]): string {
  const sums = {
    NbOfTxs: String(transfers.length),
    CtrlSum: decimalOf({
      minor: transfers.reduce((sum, { amount }) => sum + amount.minor, 0),
      currency: run.currency,
    }),
  };
  const inEuros = run.currency === "EUR";
  const written: unknown = builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    Document: {
      "@_xmlns": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03",
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: run.name,
          CreDtTm: run.at.toISOString().slice(0, 19),
          ...sums,
          InitgPty: { Nm: latin(run.programme, 70) },
        },
        PmtInf: {
          PmtInfId: run.name,
          PmtMtd: "TRF",
          ...sums,
          ...(inEuros ? { PmtTpInf: { SvcLvl: { Cd: "SEPA" } } } : {}),
          ReqdExctnDt: run.day,
          Dbtr: { Nm: latin(run.account.name, 70) },
          DbtrAcct: { Id: { IBAN: run.account.iban } },
          DbtrAgt: {
            FinInstnId:
              run.account.bic === "" ? { Othr: { Id: "NOTPROVIDED" } } : { BIC: run.account.bic },
          },
          ChrgBr: inEuros ? "SLEV" : "SHAR",
          CdtTrfTxInf: transfers.map(({ name, payee, country, iban, amount, about }) => ({
            PmtId: { EndToEndId: name },
            Amt: { InstdAmt: { "@_Ccy": amount.currency, "#text": decimalOf(amount) } },
            Cdtr: { Nm: latin(payee, 70), PstlAdr: { Ctry: country } },
            CdtrAcct: { Id: { IBAN: iban } },
            RmtInf: { Ustrd: latin(about, 140) },
          })),
        },
      },
    },
  });
  return String(written);
}
