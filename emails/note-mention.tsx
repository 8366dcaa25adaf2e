import { Layout } from "./layout";
import { Action, Paragraph } from "./parts";
import { wordsOf } from "./words";
import { partnerFooter, type Common } from "./workshop";

type Props = Common & { authorName: string; partnerName: string; tenantName: string };

export function subject({ locale, authorName, tenantName }: Props): string {
  return wordsOf(locale)("noteMention.subject", { name: authorName, tenant: tenantName });
}

/** K6: to whom a note about a customer was pointed out. */
export default function NoteMention({ locale, address, ...note }: Props) {
  const t = wordsOf(locale);
  const text = t("noteMention.text", { name: note.authorName, tenant: note.tenantName });
  return (
    <Layout
      locale={locale}
      preview={text}
      title={t("noteMention.title", { tenant: note.tenantName })}
      footer={[
        t("noteMention.footer", { partner: note.partnerName }),
        ...partnerFooter(locale).slice(1),
      ]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      <Paragraph>{text}</Paragraph>
      <Action label={t("noteMention.action")} address={address} caption={t("address")} />
    </Layout>
  );
}
