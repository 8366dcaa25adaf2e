import type { z } from "zod";
import { causesOf } from "@/db/causes";
import { isErrorCode, type ErrorCode } from "@/messages";

export { causesOf };

/** Everything a person can be told: the keys of `messages/<language>/errors.json`, and no others. */
export type RefusalCode = ErrorCode;

export type FieldError = {
  /** Name of the field, or "" for the whole form. */
  field: string;
  code: RefusalCode;
  params?: Record<string, string | number>;
};

/** What is wrong, of which there is something. */
export type FieldErrors = readonly [FieldError, ...FieldError[]];

/** A refusal is thrown once, by a verb or query, and caught once, by the wrapper at the door. */
export class Refusal extends Error {
  readonly errors: FieldErrors;

  /** @param others what else is wrong, at other fields */
  constructor(
    code: RefusalCode,
    options: Omit<FieldError, "code" | "field"> & { field?: string } = {},
    others: readonly FieldError[] = [],
  ) {
    super(code);
    this.name = "Refusal";
    this.errors = [{ field: options.field ?? "", code, params: options.params }, ...others];
  }

  /** The first code: what the door decides on. */
  get code(): RefusalCode {
    return this.errors[0].code;
  }
}

/**
 * What zod found wrong, one for each field. A schema names the code of errors.json as its message
 * (`z.string().min(1, "required")`); else the kind of issue decides.
 */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const found = new Map<string, FieldError>();
  for (const issue of error.issues) {
    const field = typeof issue.path[0] === "string" ? issue.path[0] : "";
    if (!found.has(field)) found.set(field, { field, ...codeOf(issue) });
  }
  const [first, ...others] = found.values();
  if (!first) throw error;
  return [first, ...others];
}

/** Throws the Refusal of everything that is wrong, each at its field. */
export function refuse([first, ...others]: FieldErrors): never {
  throw new Refusal(first.code, first, others);
}

/** The same where maybe nothing is wrong: then it returns. */
export function refuseIfAny([first, ...others]: readonly FieldError[]): void {
  if (first) refuse([first, ...others]);
}

function codeOf(issue: z.core.$ZodIssue): Pick<FieldError, "code" | "params"> {
  if (issue.code === "too_big") return { code: "too_long", params: { max: Number(issue.maximum) } };
  if (isErrorCode(issue.message)) return { code: issue.message };
  return { code: issue.code === "custom" ? "unknown" : "required" };
}

/** What a person is told when a constraint of the database had the last word. */
const refusalOfConstraint: Partial<Record<string, RefusalCode>> = {
  partner_suspended: "partner_suspended",
  metrics_in_use: "word_used",
  qualifications_in_use: "word_used",
  market_bands_in_use: "word_used",
  engagement_types_in_use: "word_used",
  partner_roles_in_use: "word_used",
  solution_areas_in_use: "word_used",
  proof_kinds_in_use: "word_used",
  review_reasons_in_use: "word_used",
  template_files_in_use: "template_used",
  locations_mpn_id_unique: "mpn_id_taken",
  associations_one_open: "already_under_way",
  emails_once_a_run: "asked_in_run",
  tenants_merged_whole: "tenant_merged",
  engagement_rates_fixed: "rate_fixed",
  associations_one_consent: "no_longer_open",
  asks_again: "sign_in_again",
  imported_rounds_consent_left: "import_consents_given",
  imported_rounds_asked: "import_being_asked",
  imported_rounds_past: "import_day_to_come",
  associations_added_is_new: "already_known",
  associations_claimed_is_known: "not_known",
  consent_decisions_one_per_request: "already_answered",
  consent_decisions_one_per_association: "already_answered",
  consent_decisions_in_time: "expired",
  associations_consent_in_time: "expired",
  consent_decisions_request_open: "no_longer_open",
  consent_decisions_request_current: "replaced",
  consent_requests_contact_banned: "contact_stopped",
  links_contact_banned: "contact_stopped",
  consent_decisions_contact_released: "contact_waiting",
  consent_decisions_contact_own: "other_contact",
  claim_surveys_contact_own: "other_contact",
  claim_surveys_contact_released: "contact_waiting",
  workshop_claims_moves: "claim_moved",
  workshop_claims_ready: "claim_not_ready",
  workshop_claims_closed: "claim_closed",
  workshop_claims_fixed_in_time: "claim_expired",
  workshop_claims_contact_locked: "contact_locked",
  workshop_claims_payment_key: "payment_reference_used",
  claim_returns_fit: "claim_moved",
  workshop_claims_in_run: "claim_changed",
  payment_lines_claim_once: "claim_moved",
  payment_lines_frozen: "payment_run_frozen",
  payment_lines_own_company: "own_company",
  payment_runs_moves: "payment_run_frozen",
  payment_runs_separate_payer: "own_approval",
  payments_separate_payer: "own_approval",
  payments_told_once: "payment_told",
  payment_runs_exported: "payment_run_exported",
  payments_reference: "payment_reference_used",
  payments_fit: "claim_changed",
  claim_documents_claim_open: "claim_closed",
  claim_documents_place: "too_many_documents",
  claim_surveys_claim_open: "claim_closed",
  enrolment_moves_on: "enrolment_moved",
  enrolment_moves_payee: "payee_missing",
  payee_profiles_next: "payee_changed",
  payee_profiles_decided: "already_done",
  payee_profiles_enrolment: "enrolment_moved",
  survey_links_workshop_begun: "workshop_not_begun",
  invitations_over: "invitation_over",
  invitations_account_closed: "account_closed",
  role_grants_admin_stays: "last_admin",
  sign_in_rules_break_glass_stays: "break_glass_stays",
  operator_grants_administrator_stays: "last_administrator",
  role_requests_one_open: "role_asked",
};

/** SQLSTATE and constraint of a database error, however deep the driver wrapped it. */
export function databaseError(error: unknown): { code: string; constraint?: string } | undefined {
  for (const cause of causesOf(error)) {
    if (!(cause instanceof Error)) return undefined;
    if ("code" in cause && typeof cause.code === "string" && /^[0-9A-Z]{5}$/.test(cause.code)) {
      const constraint = "constraint" in cause ? cause.constraint : undefined;
      return {
        code: cause.code,
        constraint: typeof constraint === "string" ? constraint : undefined,
      };
    }
  }
  return undefined;
}

/** Turns a violated constraint that people can be told about into its Refusal; else gives it back. */
export function asRefusal(error: unknown): unknown {
  const constraint = databaseError(error)?.constraint;
  const code = constraint === undefined ? undefined : refusalOfConstraint[constraint];
  return code === undefined ? error : new Refusal(code);
}
