import { operatorRoles } from "@/db/schema";
import type { Operator, OperatorRole, PartnerUser, Role } from "../ctx";

const both: readonly Role[] = ["incentives_admin", "incentives_user"];
const admin: readonly Role[] = ["incentives_admin"];

/** Which partner role may do which act (S4, section 7 "Enrolment"). */
export const partnerPolicy = {
  "engagements.read": both,
  "customers.read": both,
  "customers.add": both,
  "customers.claim": both,
  "rounds.give": both,
  "notes.write": both,
  "follow_ups.keep": both,
  "drafts.write": both,
  "consent.send": both,
  "consent.read": both,
  "consent.end": both,
  "claims.read": both,
  "claims.edit": both,
  "claims.submit": both,
  "claims.cancel": both,
  "claims.dispute": both,
  "claims.comment": both,
  "claims.renew": both,
  "surveys.send": both,
  "surveys.fill": both,
  "settings.manage": admin,
  "people.manage": admin,
  "locations.read": both,
  "locations.enrol": admin,
  "payments.read": both,
  "bulk.read": both,
  "insight.read": both,
} as const;

const any: readonly OperatorRole[] = operatorRoles;

/** Which role of the programme's staff may do which act (P5). */
export const operatorPolicy = {
  "programme.read": any,
  "settings.programme": ["administrator"],
  "data.people": ["administrator"],
  "programme.tenants": any,
  "programme.catalogue": any,
  "engagements.edit": ["catalogue_editor"],
  "metrics.edit": ["catalogue_editor", "data_steward"],
  "audit.verify": any,
  "contacts.release": ["partner_manager", "reviewer"],
  "reports.handle": ["partner_manager", "reviewer"],
  "data.manage": ["data_steward"],
  "rounds.end": ["partner_manager", "data_steward"],
  "partners.domains": ["partner_manager"],
  "partners.manage": ["partner_manager"],
  "partners.people": ["partner_manager"],
  "operators.manage": ["administrator"],
  "partners.enrol": ["partner_manager"],
  "claims.inspect": any,
  "claims.review": ["reviewer"],
  "claims.reply": ["reviewer"],
  "claims.pay": ["payments"],
  "payments.run": ["payments"],
} as const satisfies Record<string, readonly OperatorRole[]>;

/** Whether one of the person's roles may do the act, to show what they can do; verbs `authorize`. */
export function mayDo({ roles }: Pick<Operator, "roles">, act: OperatorAct): boolean {
  const of: readonly OperatorRole[] = operatorPolicy[act];
  return roles.some((role) => of.includes(role));
}

/** Whether one of the person's roles, at whatever location, may do the act, to show what they can do; verbs `authorize`. */
export function mayDoAt({ grants }: Pick<PartnerUser, "grants">, act: PartnerAct): boolean {
  return grants.some(({ role }) => partnerPolicy[act].includes(role));
}

/** What a person with a link may do. */
export const visitorPolicy = {
  "consent.view": true,
  "consent.answer": true,
  "consent.withdraw": true,
  "consent.report": true,
  "consent.wrong_contact": true,
  "consent.stop_reminders": true,
  "survey.view": true,
  "survey.answer": true,
  "invitation.view": true,
  "invitation.accept": true,
} as const;

/** What the product does by itself. */
export const systemPolicy = {
  "mail.deliver": true,
  "mail.event": true,
  "mail.read": true,
  "programme.init": true,
  "session.manage": true,
  "schedule.run": true,
  "tenants.import": true,
  "imports.work": true,
  "bulk.work": true,
  "eligibility.refresh": true,
  "catalogue.load": true,
  "files.sweep": true,
  "audit.stamp": true,
  "audit.export": true,
  "files.scan": true,
  "projections.mend": true,
  "partners.import": true,
  "payee.open": true,
  "privacy.erase": true,
} as const;

export type PartnerAct = keyof typeof partnerPolicy;
export type OperatorAct = keyof typeof operatorPolicy;
export type VisitorAct = keyof typeof visitorPolicy;
export type SystemAct = keyof typeof systemPolicy;
