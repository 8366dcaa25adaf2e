import { askSurvey } from "../../claims/surveys/ask-survey";
import { Refusal } from "../../errors";
import type { BulkKind } from "../kind";

/** B1: mails the customer survey of claims, each as the claim's page does (W6). */
export const surveysKind: BulkKind = {
  name: "send_surveys",
  act: "surveys.send",
  lists: ["claims"],
  of: "claim",
  already: ["survey_answered"],
  columns: [],
  known: [],
  async step(tx, { details: { claimNumber } }) {
    if (claimNumber === undefined) throw new Refusal("not_found");
    const { sent } = await askSurvey(tx, { kind: "customer", number: claimNumber });
    return sent ? { outcome: "done", mails: 1 } : { outcome: "already", mails: 0 };
  },
};
