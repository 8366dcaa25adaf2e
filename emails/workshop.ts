import { countryWords } from "@/messages/format/names";
import { wordsOf, type Locale } from "./words";

/** What every e-mail about one workshop with one customer knows. */
export type Workshop = {
  engagementName: string;
  tenantName: string;
  partnerName: string;
  locationName: string;
  locationCity: string;
  /** ISO 3166 code. */
  locationCountry: string;
  /** IANA time zone of the location. */
  timeZone: string;
};
export type Contact = { name: string; email: string; phone: string };
/** Who runs the programme, and where a request can be checked. */
export type We = {
  /** The programme itself. */
  name: string;
  organisation: string;
  address: string;
  email: string;
  privacy: string;
  check: string;
  /** The programme's time zone: where what belongs to no location is told. */
  timeZone: string;
};
/** What comes with every e-mail: its language and the address that its link opens. */
export type Common = { locale: Locale; address: string };
/** What comes with every e-mail to a customer beside it. */
export type FromUs = { we: We };
export type Fact = [label: string, value: string];

/** "Utrecht, Netherlands" */
export function placeWords(
  locale: Locale,
  { locationCity, locationCountry }: Pick<Workshop, "locationCity" | "locationCountry">,
): string {
  const country = countryWords(locale, locationCountry);
  return wordsOf(locale)("place", { city: locationCity, country });
}

/** "Fatima de Boer, fatima@partner.example, +31 20 555 0100" */
export function personWords(locale: Locale, { name, email, phone }: Contact): string {
  const t = wordsOf(locale);
  return phone === "" ? t("person", { name, email }) : t("personWithPhone", { name, email, phone });
}

/** The facts that stand in every e-mail to a partner. */
export function partnerFacts(locale: Locale, workshop: Workshop): Fact[] {
  const t = wordsOf(locale);
  return [
    [t("facts.workshop"), workshop.engagementName],
    [t("facts.customer"), workshop.tenantName],
    [t("facts.location"), `${workshop.locationName}, ${placeWords(locale, workshop)}`],
  ];
}

/** The facts that stand in every e-mail to a customer after an answer. */
export function customerFacts(locale: Locale, workshop: Workshop): Fact[] {
  const t = wordsOf(locale);
  return [
    [t("facts.workshop"), workshop.engagementName],
    [t("facts.organisation"), workshop.tenantName],
    [t("facts.partner"), `${workshop.partnerName}, ${placeWords(locale, workshop)}`],
  ];
}

/**
 * Why a customer gets this e-mail, where a reply goes, and who runs the programme.
 * @param workshop without a `tenantName` when it is about several organisations
 */
export function customerFooter(
  locale: Locale,
  { we, ...workshop }: Pick<Workshop, "partnerName" | "tenantName"> & FromUs,
  contact?: Contact,
): string[] {
  const t = wordsOf(locale);
  const partner = workshop.partnerName;
  return [
    workshop.tenantName === ""
      ? t("footer.customers", { partner })
      : t("footer.customer", { partner, tenant: workshop.tenantName }),
    ...(contact ? [t("footer.reply", { name: contact.name, partner })] : []),
    t("footer.tracking"),
    t("footer.we", we),
  ];
}

/** Why somebody at a partner gets this e-mail. */
export function partnerFooter(locale: Locale): string[] {
  const t = wordsOf(locale);
  return [t("footer.partner"), t("footer.tracking")];
}
