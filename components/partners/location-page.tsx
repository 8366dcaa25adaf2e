import { useLocale, useTranslations } from "next-intl";
import type { LocationView } from "@/lib/views/programme/partner";
import type { FormAction, FormValues } from "@/lib/web/form-state";
import { formats } from "@/messages/format/formats";
import { LinkButton } from "../ui/button";
import { History } from "../ui/history";
import { Told } from "../ui/message-bar";
import { SummaryList } from "../ui/summary-list";
import { PartnerFrame, WhyNot } from "./partner-frame";
import { locationPage } from "./partner-paths";
import { usePartnerWords } from "./partner-words";
import { Qualifications } from "./qualifications";

const told = ["locationMade", "saved", "qualified", "qualificationRemoved"] as const;

type Props = {
  view: LocationView;
  actions: { save: FormAction; remove: FormAction };
  kept: FormValues | null;
  done: string | undefined;
};

/** One location of a company, and what happened to it (P26). */
export function LocationPage({ view, actions, kept, done }: Props) {
  const t = useTranslations("programme.partners");
  const engagements = useTranslations("engagements");
  const format = formats(useLocale());
  const words = usePartnerWords();
  const { partner, location, history } = view;
  const did = told.find((one) => one === done);
  const facts = (["mpnId", "city", "country", "timeZone"] as const).map((key) => ({
    label: t(`fields.${key}`),
    value: words.value(key, location[key]),
  }));
  return (
    <PartnerFrame
      tab={partner.edits !== "yes"}
      title={location.name}
      of={partner}
      actions={
        partner.edits === "yes" ? (
          <LinkButton href={`${locationPage(partner.id, location.id)}/edit`}>
            {t("edit")}
          </LinkButton>
        ) : null
      }
    >
      {did ? <Told>{t(`done.${did}`)}</Told> : null}
      <WhyNot edits={partner.edits} />
      <SummaryList
        rows={[
          ...facts,
          {
            label: t("fields.enrolment"),
            value: engagements(`enrolment.${location.enrolment}`),
          },
          {
            label: t("fields.payeeProfile"),
            value: engagements(`payee.${location.payeeProfile}`),
          },
        ]}
      />
      <Qualifications view={view} actions={actions} kept={kept} />
      <History acts={history} when={(at) => format.instant(at, location.timeZone)} words={words} />
    </PartnerFrame>
  );
}
