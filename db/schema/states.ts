/** What becomes of an e-mail. `dropped`: what it asked needed no answer any more before it left (B6). */
export const emailStates = [
  "queued",
  "sending",
  "sent",
  "delivered",
  "delayed",
  "returned",
  "bounced",
  "complained",
  "failed",
  "dropped",
] as const;

/** An e-mail in one of these did not reach whom it was for, or was not wanted. */
export const troubleStates = ["bounced", "complained", "failed"] as const;
/** The same as SQL lists it: `state in (${troubles})`. */
export const troublesInSql = `'${troubleStates.join("', '")}'`;

/** Where a workshop claim stands (W11). */
export const claimStatuses = [
  "editing",
  "submitted",
  "under_review",
  "action_required",
  "approved",
  "paid",
  "rejected",
  "disputed",
  "rejected_final",
  "cancelled",
  "not_submitted_expired",
  "post_submission_expired",
  "dispute_expired",
] as const;
export type ClaimStatus = (typeof claimStatuses)[number];

/** Why a round ended (D7). */
export const endReasons = [
  "declined",
  "consent_expired",
  "withdrawn",
  "delivery_expired",
  "cancelled",
  "claim_expired",
  "wrong_customer",
  "wrong_workshop",
  "programme",
] as const;

/** Where a row of the Customers page stands before there is a submitted claim. */
export const customerStatuses = [
  "known",
  "to_ask",
  "asked",
  "active",
  "criteria",
  "consent",
  "done",
  "completed",
] as const;

/** Where a location's payee profile can stand (P28). */
export const payeeStates = ["missing", "validating", "valid", "rejected"] as const;

/** Where a location's enrolment can stand (P27). */
export const enrolmentStates = [
  "invited",
  "action_required",
  "validating",
  "enrolled",
  "inactive",
  "discontinued",
] as const;

/** What can be imported (P19). */
export const importKinds = ["tenants", "partners", "people", "known", "history"] as const;

/** P23: what becomes of what a file that is the whole list leaves out. */
export const removalKinds = [
  "tenant",
  "location_rests",
  "location_ends",
  "admin_role",
  "user_role",
  "invitation",
  "known",
] as const;

/** Where an import stands: its file is looked at, was looked at, is taken in, waits to go on, is done, cannot go on (P22). */
export const importStates = [
  "received",
  "previewed",
  "running",
  "stopped",
  "done",
  "failed",
] as const;

/** What can be done to many at once (B1). */
export const bulkKinds = [
  "claim",
  "add",
  "ask",
  "resend",
  "send_surveys",
  "give",
  "end",
  "give_back",
] as const;

/** Where a run stands: it is looked at, the dry run stands, it runs, waits to go on, was stopped, is done, cannot go on (B3, B4). */
export const bulkStates = [
  "looking",
  "looked",
  "running",
  "paused",
  "stopped",
  "done",
  "failed",
] as const;
export const bulkStops = ["pause", "stop"] as const;
/** What a dry run says of a row, and what became of it (B3, B5). */
export const bulkVerdicts = ["will", "already", "not"] as const;
export const bulkOutcomes = ["done", "already", "refused"] as const;

/** How a payment goes out (P30): by pain.001 to an IBAN in the run's currency, else by a CSV file. */
export const paymentChannels = ["pain", "csv"] as const;

/** Why a payment failed (P30): the account or its holder is wrong, or something else. */
export const paymentFailures = ["payee", "other"] as const;

/** Where a claim stands in a payment run (P30). */
export const lineStates = ["in", "out", "held", "paid", "failed", "returned", "cancelled"] as const;

/** Why a run leaves a claim behind (P30). */
export const holds = ["enrolment", "payee_profile", "suspended"] as const;

/** How a figure is compared (P11). */
export const comparisons = [">=", "<", ">", "<=", "="] as const;

export type MetricCriterion = {
  metric: string;
  operator: (typeof comparisons)[number];
  value: number;
};
/** All of a list are asked; of an any-of group one is enough (P11). */
export type CustomerCriterion = MetricCriterion | { anyOf: MetricCriterion[] };
export type PartnerCriteria = { anyOf: string[]; allOf: string[]; countries: string[] | null };
export type Localized = { en: string; nl: string };
/** What a metric counts (P10): things, a share from 0 to 1, or money. */
export const metricUnits = ["count", "share", "amount"] as const;
/** What a location can be qualified by (P26). */
export const qualificationKinds = ["designation", "specialization", "agreement", "other"] as const;

/** The kinds of proof that are answers, and no files (W4–W7). */
export const surveyRequirements: readonly string[] = ["partner_survey", "customer_survey"];

/** A template at an address of the product (`/…`), which rounds that begin on its day or later are given (P14). */
export type Template = { url: string; version: string; validFrom: string };
/** What a claim's proof is made of (W3, P14). */
export type PoeRequirement = {
  /** Of `proof_kinds`. */
  kind: string;
  /** It may be left out. */
  optional?: true;
  /** The endings of names that are taken; missing: all that the product takes. */
  fileTypes?: string[];
  /** What partners are told about it. */
  note?: Localized;
  /** By their days. */
  templates?: Template[];
};
export type Surveys = { partner: SurveyQuestion[]; customer: SurveyQuestion[] };
export type SurveyQuestion = {
  id: string;
  /** A rating goes from 1 (worst) to 5 (best); a date is a calendar day, YYYY-MM-DD. */
  kind: "rating" | "choice" | "yes_no" | "date" | "text";
  label: Localized;
  required: boolean;
  options?: { value: string; label: Localized }[];
  /** Asked only of whom gave one of these answers to an earlier question. */
  onlyIf?: { question: string; values: string[] };
};
export type Resource = { title: Localized; url: string };

/** P18: why a data steward says that a tenant is not allowed to take part. */
export const saidBarReasons = ["public_sector", "partners_own", "wrong_cloud", "other"] as const;
/** The same, or because it was gone from a file that was the whole list (P23). */
export const barReasons = [...saidBarReasons, "not_listed"] as const;

/** How often somebody is mailed what runs out, waits and changed (K7). */
export const cadences = ["daily", "weekly", "off"] as const;
