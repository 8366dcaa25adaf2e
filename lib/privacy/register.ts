/**
 * O22: what is kept of people: whom it is about, where it stands, and what decides how long. The words are in
 * `messages/<language>/privacy.json`; `docs/privacy.md` is made of both, and so is the page at `/privacy`.
 * Ids of accounts (`…_by`, `user_id`) stand in nearly every table: they lead to `users` alone, and say nothing
 * once the account was made anonymous.
 */

/** What ends the keeping: years after a round's end (the programme's setting), a setting in days, or a fact. */
export type Period =
  | "round"
  | "mail"
  | "signIn"
  | "account"
  | "log"
  | "payment"
  | "day"
  | "request";
/** What an erasure on request does: takes it at once, once nothing can be disputed, or after whoever it is left. */
export type Erasure = "once" | "evidence" | "left" | "stays";

type Kept = {
  whom: "contact" | "colleague" | "staff" | "both";
  period: Period;
  erasure: Erasure;
  /** By table, the columns that hold it. */
  columns: Record<string, readonly string[]>;
};

export const register = {
  contacts: {
    ...{ whom: "contact", period: "round", erasure: "evidence" },
    columns: {
      consent_requests: [
        "contact_first_name",
        "contact_last_name",
        "contact_title",
        "contact_email",
        "language",
      ],
      workshop_claims: [
        "contact_first_name",
        "contact_last_name",
        "contact_title",
        "contact_email",
        "contact_language",
        "friendly_name",
      ],
      contact_releases: ["contact_name", "contact_email", "reason", "note"],
      associations: ["customer_email", "mismatch_reason", "end_note", "search"],
      imported_rounds: ["contact_name", "contact_email", "evidence"],
      customers: ["search"],
      claim_lines: ["search", "friendly_name"],
      consent_links: ["token_hash"],
      reminder_switches: ["token_hash"],
    },
  },
  answers: {
    ...{ whom: "contact", period: "round", erasure: "evidence" },
    columns: {
      consent_decisions: [
        "full_name",
        "reason",
        "contact_email",
        "language",
        "ip_address",
        "user_agent",
      ],
      answer_codes: ["full_name", "reason", "code_hash", "decision"],
      wrong_contacts: ["colleague", "why"],
    },
  },
  reports: {
    ...{ whom: "contact", period: "round", erasure: "evidence" },
    columns: {
      consent_reports: ["message", "note"],
      contact_bans: ["contact_email", "mailbox", "reason", "lifted_why"],
    },
  },
  surveys: {
    ...{ whom: "both", period: "round", erasure: "evidence" },
    columns: {
      claim_surveys: [
        "recipient_name",
        "recipient_email",
        "language",
        "answered_name",
        "answers",
        "ip_address",
        "user_agent",
      ],
      survey_links: ["token_hash"],
    },
  },
  partnerContacts: {
    ...{ whom: "colleague", period: "round", erasure: "evidence" },
    columns: {
      consent_requests: ["partner_contact_name", "partner_contact_email", "partner_contact_phone"],
      workshop_claims: ["partner_contact_name", "partner_contact_email"],
    },
  },
  proof: {
    ...{ whom: "both", period: "round", erasure: "evidence" },
    columns: { claim_documents: ["name", "sha256"] },
  },
  work: {
    ...{ whom: "both", period: "round", erasure: "once" },
    columns: {
      claim_comments: ["author_name", "body"],
      claim_reviews: ["reviewer_name", "comment"],
      claim_returns: ["why"],
      customer_notes: ["author_name", "body", "mentioned"],
      follow_ups: ["line"],
      drafts: ["values", "result"],
      enrolment_moves: ["reason"],
      role_requests: ["words", "note"],
    },
  },
  accounts: {
    ...{ whom: "staff", period: "account", erasure: "left" },
    columns: {
      users: ["name", "email", "title", "phone", "locale", "time_zone"],
      invitations: ["email", "full_name", "language", "roles"],
      invitation_links: ["token_hash"],
      operator_grants: ["role"],
      notice_choices: ["digest", "muted"],
      digests: ["token_hash"],
      saved_views: ["path", "query", "name"],
    },
  },
  signIn: {
    ...{ whom: "staff", period: "signIn", erasure: "left" },
    columns: {
      sessions: [
        "secret_hash",
        "ip_address",
        "browser",
        "system",
        "device_hash",
        "provider",
        "issuer",
        "challenge",
      ],
      devices: ["hash"],
      identities: ["issuer", "subject", "provider", "name", "linked_by"],
      passkeys: ["credential", "public_key", "name"],
      code_secrets: ["sealed", "key"],
      recovery_codes: ["hash"],
      sign_in_tokens: ["token_hash", "email", "return_to"],
    },
  },
  mail: {
    ...{ whom: "both", period: "mail", erasure: "once" },
    columns: {
      emails: [
        "recipient",
        "recipient_key",
        "reply_to",
        "from_name",
        "variables",
        "headers",
        "secrets",
        "sender",
        "subject",
        "html",
        "text",
        "last_error",
        "language",
      ],
      email_events: ["detail"],
    },
  },
  payees: {
    ...{ whom: "colleague", period: "payment", erasure: "stays" },
    columns: {
      payee_profiles: [
        "legal_name",
        "tax_number",
        "last_four",
        "sealed",
        "proof",
        "reason",
        "returned_why",
      ],
      payments: ["legal_name", "last_four", "failed_why", "returned_why"],
      payment_files: ["sealed"],
    },
  },
  imports: {
    ...{ whom: "both", period: "signIn", erasure: "once" },
    columns: {
      import_runs: ["sample", "remove_reason", "failure"],
      import_refusals: ["params"],
      import_removals: ["name", "seen"],
      bulk_runs: ["choice", "options"],
      bulk_run_rows: ["said", "details", "together", "verdict_params", "outcome_params"],
    },
  },
  log: {
    ...{ whom: "both", period: "log", erasure: "evidence" },
    columns: { audit_log: ["actor_id", "data", "words_salt"] },
  },
  requests: {
    ...{ whom: "both", period: "request", erasure: "once" },
    columns: { person_requests: ["address", "names"], legal_holds: ["reason", "lifted_why"] },
  },
  limits: {
    ...{ whom: "both", period: "day", erasure: "once" },
    columns: { rate_limits: ["key"] },
  },
} as const satisfies Record<string, Kept>;

export type RegisterKey = keyof typeof register;
export const registerKeys = Object.keys(register) as RegisterKey[];

/** O26: what stands outside of the database, where whoever runs the product has to do something. */
export const outside = ["backups", "logs", "provider", "files", "stamps"] as const;

/** Tables of organisations, of the catalogue, of the product itself, and sums: nothing of anybody. */
export const ofNobody: readonly string[] = [
  ...["audit_heads", "band_proposals", "catalogue_files", "claim_counts", "claim_moves"],
  ...["customer_counts", "eligibility_runs", "engagement_rates", "engagement_types"],
  ...["engagement_versions", "engagements", "forgotten_rounds", "import_matches", "installation"],
  ...["known_customers", "location_qualifications", "locations", "mail_slots", "market_bands"],
  ...["market_countries", "memberships", "metrics", "partner_domains", "partner_roles", "partners"],
  ...["payment_lines", "payment_runs", "programme", "programme_accounts", "proof_kinds"],
  ...["qualifications", "reminders", "review_reasons", "role_grants", "round_days"],
  ...["sign_in_rules", "solution_areas", "template_files", "tenant_domains"],
  ...["tenant_eligibility", "tenant_usage", "tenants"],
];

/** Columns beside personal ones that say nothing of anybody. */
export const ofNothing: Record<string, readonly string[]> = {
  associations: ["time_zone"],
  audit_log: ["chain", "actor_kind", "event", "words", "words_hash", "prev_hash", "hash"],
  bulk_run_rows: ["verdict", "verdict_code", "payout_currency", "outcome", "outcome_code"],
  bulk_runs: ["kind", "state", "file_name", "sha256", "rows_sha256", "stop_asked", "failure"],
  claim_comments: ["author_kind"],
  claim_documents: ["requirement", "media_type", "infection"],
  claim_lines: ["time_zone", "status", "name", "currency", "lost_surveys"],
  claim_returns: ["reference"],
  claim_reviews: ["decision", "reasons"],
  claim_surveys: ["kind", "questions"],
  consent_decisions: ["decision", "wording_version", "wording_hash", "wording", "audit_hash"],
  consent_requests: ["number", "wording_version", "closed_for"],
  contact_releases: ["decision"],
  customers: [
    "name",
    "taken",
    "time_zone",
    "mail_state",
    "contact_release",
    "claim_status",
    "tab",
    "status",
    "work_first",
  ],
  drafts: ["kind"],
  email_events: ["id", "type"],
  emails: ["kind", "template", "state", "provider_id"],
  enrolment_moves: ["mover"],
  follow_ups: ["time_zone"],
  import_refusals: ["column", "code"],
  import_removals: ["thing", "becomes", "code"],
  import_runs: [
    "kind",
    "state",
    "file_name",
    "sha256",
    "rows_sha256",
    "options",
    "recognised",
    "match",
  ],
  payee_profiles: ["country", "currency", "account_kind", "key_id", "decision"],
  payment_files: ["channel", "sha256", "key_id"],
  payments: [
    "country",
    "account_currency",
    "account_kind",
    "channel",
    "currency",
    "reference",
    "failed_as",
    "returned_as",
  ],
  person_requests: ["gone", "stays"],
  reminder_switches: ["key_id"],
  workshop_claims: [
    "time_zone",
    "currency",
    "band",
    "rate_valid_from",
    "requires",
    "invoice_number",
    "invoice_currency",
    "payment_reference",
  ],
};
