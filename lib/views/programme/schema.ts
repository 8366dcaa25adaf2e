import type { OperatorAct } from "../../access/policy";

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

/** P5: what opens a page of the programme's console. */
export const programmeActs: Readonly<Record<ProgrammePage, OperatorAct>> = {
  overview: "programme.read",
  claims: "claims.inspect",
  payments: "payments.run",
  contacts: "contacts.release",
  reports: "programme.read",
  partners: "programme.read",
  enrolments: "programme.read",
  catalogue: "programme.catalogue",
  insight: "programme.read",
  data: "programme.catalogue",
  tenants: "programme.tenants",
  imports: "programme.read",
  runs: "programme.read",
  mail: "programme.read",
  operators: "operators.manage",
  health: "programme.read",
  privacy: "data.people",
  settings: "programme.read",
};

/** Where a page of the programme's console stands. */
export function programmePath(page: ProgrammePage): string {
  if (page === "overview") return "/programme";
  return page === "data" ? "/programme/metrics" : `/programme/${page}`;
}
