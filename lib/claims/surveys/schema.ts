import { z } from "zod";
import { claimNumber, emailAddress, line } from "../../input";
import { fullName, human } from "../../visitors/schema";
import { locales } from "@/messages/languages";

export const surveyKinds = ["partner", "customer"] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** The version of the claim of which a page showed what is sent to whom (D20). */
const version = z.coerce.number().int();

/** "Send" to the customer, from the page that shows what is sent to whom. */
export const customerInput = z.object({ number: claimNumber, version });

/** "Send again": which survey of which claim; the customer's from its page (D20). */
export const resendInput = z.discriminatedUnion("kind", [
  customerInput.extend({ kind: z.literal("customer") }),
  z.object({ kind: z.literal("partner"), number: claimNumber }),
]);

/** W5: the colleague to whom the partner survey is mailed, as typed. */
export const colleagueInput = z.object({
  number: claimNumber,
  colleagueName: line(200).pipe(z.string().min(1, "required_colleague_name")),
  colleagueEmail: emailAddress("required_colleague_email"),
  colleagueLanguage: z.enum(locales, { error: "required_language" }),
});
export type ColleagueInput = z.output<typeof colleagueInput>;

/** The partner survey as its form sends it: beside the claim, one text for each question. */
export const fillInput = z.object({ number: claimNumber }).catchall(z.string().max(20_000));

/** The form of the public page: stamp, trap, name, and one text for each question (D10). */
export const answerInput = z.object({ ...human, fullName }).catchall(z.string());
