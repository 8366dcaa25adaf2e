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
    /** U12: what a colleague is asked to link; without one they are to join. */
    providerLabel?: string;
  };

export function subject({ locale, partnerName, programmeName, providerLabel }: Props): string {
  const t = wordsOf(locale);
  const place = partnerName ?? programmeName;
  const product = productName(locale, { name: programmeName });
  return providerLabel === undefined
    ? t("invitation.subject", { place, product })
    : t("invitation.linkSubject", { provider: providerLabel, product });
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
  const provider = invited.providerLabel;
  const text =
    provider === undefined
      ? t("invitation.text", by)
      : t("invitation.linkText", { ...by, provider });
  return (
    <Layout
      locale={locale}
      preview={text}
      title={
        provider === undefined ? t("invitation.title", by) : t("invitation.linkTitle", { provider })
      }
      footer={[t("invitation.footer", by), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Action
        label={t(provider === undefined ? "invitation.action" : "invitation.linkAction")}
        address={address}
        caption={t("address")}
      />
      <Facts rows={[[t("facts.validUntil"), instantWords(locale, expiresAt, we.timeZone)]]} />
      <Paragraph>{t("invitation.other")}</Paragraph>
    </Layout>
  );
}
