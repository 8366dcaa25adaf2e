/** The pages of the programme's console, as its row of links has them. */
export const programmePages = [
  "overview",
  "claims",
  "payments",
  "contacts",
  "reports",
  "partners",
  "enrolments",
  "catalogue",
] as const;
/** What is opened less often, and the row has no place for. */
export const programmeMore = [
  "insight",
  "data",
  "tenants",
  "imports",
  "runs",
  "mail",
  "operators",
  "health",
  "privacy",
  "settings",
] as const;
export type ProgrammePage = (typeof programmePages)[number] | (typeof programmeMore)[number];

/** Where a page of the programme's console stands. */
export function programmePath(page: ProgrammePage): string {
  if (page === "overview") return "/programme";
  return page === "data" ? "/programme/metrics" : `/programme/${page}`;
}
