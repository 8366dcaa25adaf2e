import { Layout } from "./layout";
import { Action, Paragraph } from "./parts";
import { productName, wordsOf } from "./words";
import type { Common, FromUs } from "./workshop";

type Props = Common & FromUs & { providerLabel: string };

export function subject({ locale, we }: Props): string {
  return wordsOf(locale)("signIn.subject", { product: productName(locale, we) });
}

/** U12: in place of a link, to somebody whose company signs in with its own provider. */
export default function SignInProvider({ locale, address, providerLabel }: Props) {
  const t = wordsOf(locale);
  const names = { provider: providerLabel };
  return (
    <Layout
      locale={locale}
      preview={t("signInProvider.preview")}
      title={t("signIn.title")}
      footer={[t("signIn.footer"), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("signInProvider.text", names)}</Paragraph>
      <Action label={t("signIn.action")} address={address} caption={t("address")} />
      <Paragraph>{t("signInProvider.unlinked", names)}</Paragraph>
      <Paragraph>{t("signInProvider.other")}</Paragraph>
    </Layout>
  );
}
