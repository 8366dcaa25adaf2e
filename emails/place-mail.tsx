import type { ReactNode } from "react";
import { Layout } from "./layout";
import { Action, Facts, Paragraph, Quote } from "./parts";
import { wordsOf } from "./words";
import { placeWords, type Common, type Fact, type Workshop } from "./workshop";

/** What every e-mail about a location's own place in the programme knows. */
export type Place = Pick<
  Workshop,
  "partnerName" | "locationName" | "locationCity" | "locationCountry" | "timeZone"
>;

type Props = Common & {
  place: Place;
  title: string;
  facts: Fact[];
  reason: string | null;
  action: string;
  children: ReactNode;
};

/** The frame of every notice to the incentives admins of a location. */
export function PlaceMail({
  locale,
  address,
  place,
  title,
  facts,
  reason,
  action,
  children,
}: Props) {
  const t = wordsOf(locale);
  const location = `${place.locationName}, ${placeWords(locale, place)}`;
  return (
    <Layout
      locale={locale}
      preview={location}
      title={title}
      footer={[t("footer.place"), t("footer.tracking")]}
    >
      <Paragraph>{t("hello")}</Paragraph>
      {children}
      {reason === null ? null : <Quote>{reason}</Quote>}
      <Facts
        rows={[[t("facts.partner"), place.partnerName], [t("facts.location"), location], ...facts]}
      />
      <Action label={action} address={address} caption={t("address")} />
    </Layout>
  );
}
