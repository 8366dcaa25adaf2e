import { Layout } from "./layout";
import { Action, Facts, Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common } from "./workshop";

type Props = Common & {
  askerName: string;
  partnerName: string;
  role: "incentives_admin" | "incentives_user";
  locationName: string | null;
  words: string;
};

export function subject({ locale, askerName }: Props): string {
  return wordsOf(locale)("roleAsked.subject", { name: askerName });
}

/** U5: to the admins who can give the role. */
export default function RoleAsked({ locale, address, ...asked }: Props) {
  const t = wordsOf(locale);
  const text = t("roleAsked.text", { name: asked.askerName, partner: asked.partnerName });
  return (
    <Layout
      locale={locale}
      preview={text}
      title={t("roleAsked.title")}
      footer={[
        t("roleAsked.footer", { partner: asked.partnerName }),
        ...partnerFooter(locale).slice(1),
      ]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Facts
        rows={[
          [t("facts.role"), t(`roles.${asked.role}`)],
          [t("facts.location"), asked.locationName ?? t("roles.everywhere")],
        ]}
      />
      {asked.words === "" ? null : <Quote>{asked.words}</Quote>}
      <Action label={t("roleAsked.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
