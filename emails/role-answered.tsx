import { Layout } from "./layout";
import { Action, Facts, Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common } from "./workshop";

type Props = Common & {
  partnerName: string;
  role: "incentives_admin" | "incentives_user";
  locationName: string | null;
  agreed: boolean;
  note: string;
  answererName: string;
};

export function subject({ locale, agreed }: Props): string {
  return wordsOf(locale)(agreed ? "roleAnswered.agreedSubject" : "roleAnswered.refusedSubject");
}

/** U5: to who asked for a role. */
export default function RoleAnswered({ locale, address, ...answer }: Props) {
  const t = wordsOf(locale);
  const names = { name: answer.answererName, partner: answer.partnerName };
  const text = t(answer.agreed ? "roleAnswered.agreed" : "roleAnswered.refused", names);
  return (
    <Layout
      locale={locale}
      preview={text}
      title={t("roleAnswered.title")}
      footer={[t("roleAnswered.footer", names), ...partnerFooter(locale).slice(1)]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Facts
        rows={[
          [t("facts.role"), t(`roles.${answer.role}`)],
          [t("facts.location"), answer.locationName ?? t("roles.everywhere")],
        ]}
      />
      {answer.note === "" ? null : <Quote>{answer.note}</Quote>}
      <Action label={t("roleAnswered.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
