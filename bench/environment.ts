/** Who runs the programme, as the pages of customers say it. */
export const programme = {
  PROGRAMME_ORGANISATION: "Programme Office",
  PROGRAMME_ADDRESS: "Voorbeeldstraat 1, 1234 AB Voorbeeldstad",
  PROGRAMME_EMAIL: "contact@programme.example",
  PROGRAMME_PRIVACY: "https://programme.example/privacy",
  PROGRAMME_KEPT_YEARS: "7",
};
