import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { word } from "./templates/word";

/**
 * `npm run templates`: makes the templates that partners download. A change of the text is a new
 * version, here and in `lib/engagements/catalogue.json`.
 */
const folder = "public/templates";

const findings = word({
  title: "Findings and recommendations / Bevindingen en aanbevelingen",
  version: "1.0",
  note: [
    "Fill in every part. Blur people's personal data, but leave the customer's e-mail domain legible.",
    "Vul elk onderdeel in. Maak persoonsgegevens onleesbaar, maar laat het e-maildomein van de klant leesbaar.",
  ],
  facts: [
    "Workshop / Workshop",
    "Customer / Klant",
    "Customer e-mail domain / E-maildomein van de klant",
    "Partner and location / Partner en locatie",
    "Claim ID / Claim-ID",
    "First day – last day / Eerste dag – laatste dag",
  ],
  sections: [
    {
      heading: "1. What was done / Wat er is gedaan",
      hints: ["Sessions with their dates and subjects. / Sessies met datum en onderwerp."],
    },
    {
      heading: "2. The situation today / De situatie nu",
      hints: ["What is used, by how many people. / Wat er wordt gebruikt, door hoeveel mensen."],
    },
    {
      heading: "3. Findings / Bevindingen",
      hints: ["Each finding with what shows it. / Elke bevinding met waaruit die blijkt."],
    },
    {
      heading: "4. Recommendations / Aanbevelingen",
      hints: ["In order of importance, with effort. / Op volgorde van belang, met de inspanning."],
    },
    {
      heading: "5. Next steps / Vervolgstappen",
      hints: ["Who does what, and when. / Wie doet wat, en wanneer."],
    },
  ],
});

mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, "findings-and-recommendations.docx"), findings);
