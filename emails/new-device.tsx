import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { productName, wordsOf } from "./words";
import type { Common, FromUs } from "./workshop";

type Props = Common &
  FromUs & {
    signedInAt: string;
    browser: string | null;
    system: string | null;
    ipAddress: string | null;
    timeZone: string;
  };

export function subject({ locale, we }: Props): string {
  return wordsOf(locale)("newDevice.subject", { product: productName(locale, we) });
}

/** U15: somebody signed in to the account with a browser that is new to it. */
export default function NewDevice({ locale, address, timeZone, signedInAt, ...on }: Props) {
  const t = wordsOf(locale);
  const unknown = t("newDevice.unknown");
  return (
    <Layout
      locale={locale}
      preview={t("newDevice.text")}
      title={t("newDevice.title")}
      footer={[t("newDevice.footer"), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("newDevice.text")}</Paragraph>
      <Facts
        rows={[
          [t("facts.at"), instantWords(locale, signedInAt, timeZone)],
          [t("newDevice.browser"), on.browser ?? unknown],
          [t("newDevice.system"), on.system ?? unknown],
          [t("newDevice.ipAddress"), on.ipAddress ?? unknown],
        ]}
      />
      <Paragraph>{t("newDevice.you")}</Paragraph>
      <Paragraph>{t("newDevice.other")}</Paragraph>
      <Action label={t("newDevice.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
