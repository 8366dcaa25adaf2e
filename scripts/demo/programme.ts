import type { Programme } from "@/lib/installation";

/** Who runs the demonstration's programme: nobody. */
export const demoProgramme: Programme &
  Record<"locationIdName" | "privacyEn" | "privacyNl" | "accentLight" | "accentDark", string> = {
  name: "Modern Work Incentives",
  senderName: "",
  organisation: "Programme Office (demonstration)",
  address: "Voorbeeldstraat 1, 1234 AB Voorbeeldstad",
  email: "contact@mci-programme.example",
  privacy: "https://mci-programme.example/privacy",
  privacyTexts: false,
  privacyEn: "",
  privacyNl: "",
  accentLight: "",
  accentDark: "",
  keptYears: 7,
  language: "en",
  timeZone: "Europe/Amsterdam",
  locationIdName: "MPN location ID",
};
