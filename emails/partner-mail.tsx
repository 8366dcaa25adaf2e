import type { ReactNode } from "react";
import { Layout } from "./layout";
import { Action, Facts, Paragraph } from "./parts";
import { wordsOf } from "./words";
import { partnerFacts, partnerFooter, type Common, type Fact, type Workshop } from "./workshop";

type Props = Common & {
  workshop: Workshop;
  title: string;
  preview?: string;
  facts?: Fact[];
  action: string;
  children: ReactNode;
};

/** The frame of every notice to somebody at a partner. */
export function PartnerMail({
  locale,
  address,
  workshop,
  title,
  preview,
  facts,
  action,
  children,
}: Props) {
  const t = wordsOf(locale);
  return (
    <Layout locale={locale} preview={preview ?? title} title={title} footer={partnerFooter(locale)}>
      <Paragraph>{t("hello")}</Paragraph>
      {children}
      <Facts rows={[...partnerFacts(locale, workshop), ...(facts ?? [])]} />
      <Action label={action} address={address} caption={t("address")} />
    </Layout>
  );
}
