import { acceptInvitation } from "@/lib/partners/enrolment/accept-invitation";
import { changePayee } from "@/lib/partners/payee/change-payee";
import { payeeInput } from "@/lib/partners/payee/schema";
import type { PartnerUser } from "@/lib/ctx";
import type { fixture, Company } from "./fixture";

type Fixture = ReturnType<typeof fixture>;

export const IBAN = "NL91ABNA0417164300";

/** A payee profile as somebody types it. */
export const typedPayee = {
  legalName: "Contoso B.V.",
  taxNumber: "NL 8123.45.678 B01",
  country: "NL",
  currency: "eur",
  accountKind: "iban",
  iban: "nl91 abna 0417 1643 00",
};

/** A company whose first location was invited just now. */
export function invited(f: Fixture): Promise<Company> {
  return f.partner({ locations: [{ enrolment: "invited", payeeProfile: "missing" }] });
}

/** The same once its admin accepted: it has yet to say where it is paid. */
export function accepted(f: Fixture, others = 0): Promise<Company> {
  const usual = Array.from({ length: others }, () => ({}));
  return f.partner({
    locations: [{ enrolment: "action_required", payeeProfile: "missing" }, ...usual],
  });
}

/** The same once its admin said where it is paid: the programme has to look at it. */
export async function waiting(f: Fixture): Promise<Company> {
  const company = await invited(f);
  await acceptInvitation(f.ctx(company.admin), { location: company.location.id });
  await givePayee(f, company);
  return company;
}

/** Fills in where the company's first location is paid. */
export async function givePayee(
  f: Fixture,
  company: Company,
  {
    by = company.admin,
    version = 0,
    ...typed
  }: Partial<typeof typedPayee> & { by?: PartnerUser; version?: number } = {},
): Promise<void> {
  const input = {
    ...typedPayee,
    ...typed,
    location: company.location.id,
    version: String(version),
  };
  await changePayee(f.ctx(by), payeeInput.parse(input));
}

/** Where a location stands. */
export async function stands(f: Fixture, { location }: Company): Promise<string[]> {
  const rows = await f.sql<{ enrolment: string; payee: string }>(
    "select enrolment, payee_profile as payee from locations where id = $1",
    [location.id],
  );
  return rows.flatMap(({ enrolment, payee }) => [enrolment, payee]);
}
