import { instantWords } from "./dates";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { productName, wordsOf } from "./words";
import type { Common, FromUs } from "./workshop";

type Props = Common &
  FromUs & {
    inviterName: string;
    partnerName: string | null;
    programmeName: string;
    expiresAt: string;
  };

export function subject({ locale, partnerName, programmeName }: Props): string {
  const place = partnerName ?? programmeName;
  return wordsOf(locale)("invitation.subject", {
    place,
    product: productName(locale, { name: programmeName }),
  });
}

/** U2: the way in for somebody who is to join; a button stands behind it. */
export default function Invitation({ locale, address, expiresAt, we, ...invited }: Props) {
  const t = wordsOf(locale);
  const place = invited.partnerName ?? invited.programmeName;
  const by = {
    name: invited.inviterName || invited.programmeName,
    place,
    product: productName(locale, { name: invited.programmeName }),
  };
  return (
    <Layout
      locale={locale}
      preview={t("invitation.text", by)}
      title={t("invitation.title", by)}
      footer={[t("invitation.footer", by), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{t("invitation.text", by)}</Paragraph>
      <Action label={t("invitation.action")} address={address} caption={t("address")} />
      <Facts rows={[[t("facts.validUntil"), instantWords(locale, expiresAt, we.timeZone)]]} />
      <Paragraph>{t("invitation.other")}</Paragraph>
    </Layout>
  );
}
