import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { productName, wordsOf } from "./words";
import type { Common, FromUs } from "./workshop";

type Props = Common & FromUs & { expiresAt: string; timeZone?: string };

export function subject({ locale, we }: Props): string {
  return wordsOf(locale)("signIn.subject", { product: productName(locale, we) });
}

/** The link to sign in with; a button stands between it and the session. */
export default function SignIn({ locale, address, expiresAt, we, timeZone = we.timeZone }: Props) {
  const t = wordsOf(locale);
  return (
    <Layout
      locale={locale}
      preview={t("signIn.text")}
      title={t("signIn.title")}
      footer={[t("signIn.footer"), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("signIn.text")}</Paragraph>
      <Action label={t("signIn.action")} address={address} caption={t("address")} />
      <Facts rows={[[t("facts.validUntil"), instantWords(locale, expiresAt, timeZone)]]} />
      <Paragraph>{t("signIn.other")}</Paragraph>
    </Layout>
  );
}
