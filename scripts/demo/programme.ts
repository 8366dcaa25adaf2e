import type { Programme } from "@/lib/installation";

/** Who runs the demonstration's programme: nobody. */
export const demoProgramme: Programme = {
  name: "Modern Work Incentives",
  senderName: "",
  organisation: "MCI Programme Office (demonstration)",
  address: "Voorbeeldstraat 1, 1234 AB Voorbeeldstad",
  email: "contact@mci-programme.example",
  privacy: "https://mci-programme.example/privacy",
  keptYears: 7,
};
