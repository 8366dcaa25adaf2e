import { IANAZone } from "luxon";

/** The time zones that somebody can choose, by their IANA names. */
export function timeZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** Also true of a zone under a name of before, such as `Asia/Calcutta`; of no abbreviation and no offset. */
export function isTimeZone(zone: string): boolean {
  return (zone === "UTC" || /^[A-Z][A-Za-z_]+\//.test(zone)) && IANAZone.isValidZone(zone);
}
