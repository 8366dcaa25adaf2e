import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { productName, wordsOf } from "./words";
import type { Common, FromUs } from "./workshop";

type Props = Common &
  FromUs & { providerLabel: string; identityName: string; linkedAt: string; timeZone: string };

export function subject({ locale, we, providerLabel }: Props): string {
  const names = { provider: providerLabel, product: productName(locale, we) };
  return wordsOf(locale)("identityLinked.subject", names);
}

/** U11: somebody who signs in with a provider comes into the account from now on. */
export default function IdentityLinked({ locale, address, timeZone, linkedAt, ...on }: Props) {
  const t = wordsOf(locale);
  const names = { provider: on.providerLabel };
  return (
    <Layout
      locale={locale}
      preview={t("identityLinked.text", names)}
      title={t("identityLinked.title", names)}
      footer={[t("newDevice.footer"), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("identityLinked.text", names)}</Paragraph>
      <Facts
        rows={[
          [t("facts.at"), instantWords(locale, linkedAt, timeZone)],
          [t("identityLinked.who", names), on.identityName || t("newDevice.unknown")],
        ]}
      />
      <Paragraph>{t("newDevice.you")}</Paragraph>
      <Paragraph>{t("identityLinked.other")}</Paragraph>
      <Action label={t("identityLinked.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
