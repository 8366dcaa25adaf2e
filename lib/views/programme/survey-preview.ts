import { authorize } from "../../access/authorize";
import { surveyKinds } from "../../claims/surveys/schema";
import type { Locale, Tx } from "../../ctx";
import { getListing, listVersions } from "../../engagements/editing/queries";
import { Refusal } from "../../errors";
import { usualOf } from "../../installation";
import { getSettings } from "../../programme/queries";
import { dateIn, deadline } from "../../time/deadline";
import { perLocale, translator } from "@/messages";
import type { AskedSurveyView } from "../asked-survey";
import { questionsIn } from "../claim/survey-answers";

const words = perLocale((locale) => translator(locale, "surveys"));

/**
 * P15: a survey of one version of an engagement, draft or published, as the person who is asked would see it today, with
 * names that stand for those of a claim. Throws `not_found`.
 */
export async function surveyPreview(
  tx: Tx,
  asked: { slug: string; kind: string; number: string; language: Locale },
): Promise<AskedSurveyView> {
  authorize(tx, "programme.catalogue");
  const { slug, language } = asked;
  const kind = surveyKinds.find((one) => one === asked.kind);
  const versions = await listVersions(tx, (await getListing(tx, slug)).id);
  const version = versions.find(({ number }) => String(number) === asked.number);
  if (!kind || !version) throw new Refusal("not_found");
  const t = words[language];
  const { timeZone } = await usualOf(tx);
  const settings = await getSettings(tx);
  return {
    language,
    kind,
    status: "open",
    engagementName: version.name,
    tenantName: t("preview.tenant"),
    partnerName: t("preview.partner"),
    place: t("preview.place"),
    timeZone,
    contact: { name: t("preview.contact"), email: "name@partner.example", phone: "" },
    suspended: false,
    about: { organisation: settings?.organisation ?? "", email: settings?.email ?? "" },
    dueAt: deadline(tx.now, version.deliveryDays, timeZone),
    questions: questionsIn(language, version.surveys[kind]),
    today: dateIn(tx.now, timeZone),
    stamp: "",
    answer: null,
  };
}
