import type { ReactNode } from "react";
import { PartnerMail } from "./partner-mail";
import { wordsOf } from "./words";
import type { Common, Fact, Workshop } from "./workshop";

export type ClaimProps = Common & Workshop & { claimNumber: string };

type Props = {
  about: ClaimProps;
  title: string;
  facts?: Fact[];
  action: string;
  children: ReactNode;
};

/** The frame of every notice about a workshop claim to somebody at its partner. */
export function ClaimMail({ about, title, facts, action, children }: Props) {
  const { locale, address, claimNumber, ...workshop } = about;
  const t = wordsOf(locale);
  return (
    <PartnerMail
      locale={locale}
      address={address}
      workshop={workshop}
      title={title}
      preview={workshop.engagementName}
      facts={[[t("facts.claim"), claimNumber], ...(facts ?? [])]}
      action={action}
    >
      {children}
    </PartnerMail>
  );
}
