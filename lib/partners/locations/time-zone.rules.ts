/** Of countries with several time zones the one that nearly everybody lives in (CLDR's primary zones, and more). */
const main: Record<string, string> = {
  CL: "America/Santiago",
  CN: "Asia/Shanghai",
  CY: "Asia/Nicosia",
  DE: "Europe/Berlin",
  EC: "America/Guayaquil",
  ES: "Europe/Madrid",
  MY: "Asia/Kuala_Lumpur",
  NZ: "Pacific/Auckland",
  PT: "Europe/Lisbon",
  UA: "Europe/Kiev",
  UZ: "Asia/Tashkent",
};

/**
 * P26: the time zone of a location by its country and city; null where the country has several, and the city
 * names none of them: then somebody has to say which.
 */
export function proposedTimeZone({
  country,
  city,
}: {
  country: string;
  city: string;
}): string | null {
  const zones = zonesIn(country);
  const [first] = zones;
  if (first !== undefined && zones.length === 1) return first;
  const named = zones.find((zone) => plain(zone.slice(zone.lastIndexOf("/") + 1)) === plain(city));
  return named ?? main[country] ?? null;
}

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase();

const known = new Map<string, readonly string[]>();

/** The time zones of a country; finding them out costs as much as a page. */
function zonesIn(country: string): readonly string[] {
  const zones = known.get(country) ?? zonesOf(new Intl.Locale(`und-${country}`));
  known.set(country, zones);
  return zones;
}

/** What the types of this version do not know yet. */
const zonesOf = (locale: Intl.Locale & { getTimeZones?: () => string[] | undefined }) =>
  locale.getTimeZones?.() ?? [];
