-- Every table as v0.2.0 has it; from then on no line changes here. What is below "by hand" is not in db/schema.
-- Both are trusted extensions: the owner of the database may create them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

CREATE TYPE "public"."claim_status" AS ENUM('editing', 'submitted', 'under_review', 'action_required', 'approved', 'paid', 'rejected', 'disputed', 'rejected_final', 'cancelled', 'not_submitted_expired', 'post_submission_expired', 'dispute_expired');
CREATE TYPE "public"."end_reason" AS ENUM('declined', 'consent_expired', 'withdrawn', 'delivery_expired', 'cancelled', 'claim_expired', 'wrong_customer', 'wrong_workshop', 'programme');
CREATE TYPE "public"."origin" AS ENUM('added', 'claimed', 'imported');
CREATE TYPE "public"."enrolment" AS ENUM('invited', 'action_required', 'validating', 'enrolled', 'inactive', 'discontinued');
CREATE TYPE "public"."incentives_role" AS ENUM('incentives_admin', 'incentives_user');
CREATE TYPE "public"."payee_profile" AS ENUM('missing', 'validating', 'valid', 'rejected');
CREATE TABLE "audit_heads" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);

CREATE TABLE "audit_log" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"event" text NOT NULL,
	"subject_id" uuid,
	"data" jsonb NOT NULL,
	"words" text[],
	"words_salt" "bytea",
	"words_hash" text,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_log_chain_seq_pk" PRIMARY KEY("chain","seq"),
	CONSTRAINT "audit_log_length" CHECK (length("audit_log"."actor_id") <= 300000 and length("audit_log"."actor_kind") <= 300000 and length("audit_log"."chain") <= 300000 and length("audit_log"."data"::text) <= 300000 and length("audit_log"."event") <= 300000 and length("audit_log"."hash") <= 300000 and length("audit_log"."prev_hash") <= 300000 and length("audit_log"."words"::text) <= 300000 and length("audit_log"."words_hash") <= 300000 and length("audit_log"."words_salt") <= 300000)
);

CREATE TABLE "bulk_run_rows" (
	"partner_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"line" integer,
	"said" text,
	"tenant_id" uuid,
	"engagement_id" uuid,
	"location_id" uuid,
	"association_id" uuid,
	"claim_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"verdict" text,
	"verdict_code" text,
	"verdict_params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"payout_minor" bigint,
	"payout_currency" text,
	"mails" integer DEFAULT 0 NOT NULL,
	"together" text,
	"taken_out" boolean DEFAULT false NOT NULL,
	"outcome" text,
	"outcome_code" text,
	"outcome_params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"done_at" timestamp (3) with time zone,
	"request_id" uuid,
	CONSTRAINT "bulk_run_rows_partner_id_run_id_position_pk" PRIMARY KEY("partner_id","run_id","position"),
	CONSTRAINT "bulk_run_rows_length" CHECK (length("bulk_run_rows"."said") <= 500 and length("bulk_run_rows"."together") <= 500 and length("bulk_run_rows"."verdict") <= 500 and length("bulk_run_rows"."verdict_code") <= 500 and length("bulk_run_rows"."outcome") <= 500 and length("bulk_run_rows"."outcome_code") <= 500 and length("bulk_run_rows"."payout_currency") <= 500),
	CONSTRAINT "bulk_run_rows_told" CHECK (length("bulk_run_rows"."details"::text) <= 20000 and length("bulk_run_rows"."verdict_params"::text) <= 20000 and length("bulk_run_rows"."outcome_params"::text) <= 20000),
	CONSTRAINT "bulk_run_rows_payout" CHECK (("bulk_run_rows"."payout_minor" is null) = ("bulk_run_rows"."payout_currency" is null) and "bulk_run_rows"."payout_minor" between 0 and 999999999999999 and "bulk_run_rows"."payout_currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "bulk_run_rows_done" CHECK (("bulk_run_rows"."outcome" is null) = ("bulk_run_rows"."done_at" is null))
);

CREATE TABLE "bulk_runs" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'looking' NOT NULL,
	"pass" integer DEFAULT 1 NOT NULL,
	"choice" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"file_name" text,
	"sha256" text,
	"rows_sha256" text,
	"workbook" boolean DEFAULT false NOT NULL,
	"size" integer DEFAULT 0 NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"looked_at" timestamp (3) with time zone,
	"began_at" timestamp (3) with time zone,
	"began_by" uuid,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"stop_asked" text,
	"failure" text,
	"position" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"already" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"came" integer,
	"went" integer,
	CONSTRAINT "bulk_runs_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "bulk_runs_number" UNIQUE("partner_id","number"),
	CONSTRAINT "bulk_runs_length" CHECK (length("bulk_runs"."kind") <= 200 and length("bulk_runs"."state") <= 200 and length("bulk_runs"."file_name") <= 200 and length("bulk_runs"."sha256") <= 200 and length("bulk_runs"."rows_sha256") <= 200 and length("bulk_runs"."stop_asked") <= 200 and length("bulk_runs"."failure") <= 200),
	CONSTRAINT "bulk_runs_told" CHECK (length("bulk_runs"."choice"::text) <= 200000 and length("bulk_runs"."options"::text) <= 200000),
	CONSTRAINT "bulk_runs_file_whole" CHECK ("bulk_runs"."sha256" is null or "bulk_runs"."file_name" is not null),
	CONSTRAINT "bulk_runs_begun" CHECK (("bulk_runs"."began_at" is null) = ("bulk_runs"."began_by" is null))
);

CREATE TABLE "catalogue_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"said" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"taken_by" uuid,
	"made" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "catalogue_files_length" CHECK (length("catalogue_files"."file_name") <= 1000 and length("catalogue_files"."sha256") <= 1000),
	CONSTRAINT "catalogue_files_said" CHECK (length("catalogue_files"."said") <= 10485760),
	CONSTRAINT "catalogue_files_taken" CHECK (("catalogue_files"."taken_at" is null) = ("catalogue_files"."taken_by" is null))
);

CREATE TABLE "claim_counts" (
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "claim_counts_partner_id_location_id_engagement_id_status_pk" PRIMARY KEY("partner_id","location_id","engagement_id","status")
);

CREATE TABLE "claim_lines" (
	"claim_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"owner_id" uuid,
	"time_zone" text NOT NULL,
	"status" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"friendly_name" text,
	"payout_minor" bigint,
	"currency" text,
	"search" text NOT NULL,
	"lost_surveys" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "claim_lines_partner_id_claim_id_pk" PRIMARY KEY("partner_id","claim_id")
);

CREATE TABLE "claim_returns" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"reference" text NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL,
	"returned_on" date NOT NULL,
	"why" text NOT NULL,
	"told_at" timestamp (3) with time zone NOT NULL,
	"told_by" uuid NOT NULL,
	CONSTRAINT "claim_returns_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "claim_returns_length" CHECK (length("claim_returns"."reference") <= 500 and length("claim_returns"."why") <= 500),
	CONSTRAINT "claim_returns_said" CHECK (length("claim_returns"."why") > 0 and "claim_returns"."returned_on" >= ("claim_returns"."paid_at" at time zone 'UTC')::date - 1)
);

CREATE TABLE "claim_comments" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"parent_id" uuid,
	"author_kind" text NOT NULL,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_comments_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "claim_comments_claim_key" UNIQUE("partner_id","claim_id","id"),
	CONSTRAINT "claim_comments_length" CHECK (length("claim_comments"."author_kind") <= 20000 and length("claim_comments"."author_name") <= 20000),
	CONSTRAINT "claim_comments_not_empty" CHECK (length(trim("claim_comments"."body")) between 1 and 4000)
);

CREATE TABLE "claim_moves" (
	"from_status" "claim_status" NOT NULL,
	"to_status" "claim_status" NOT NULL,
	"mover" text NOT NULL,
	CONSTRAINT "claim_moves_from_status_to_status_mover_pk" PRIMARY KEY("from_status","to_status","mover")
);

CREATE TABLE "claim_reviews" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"decision" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"comment" text NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"reviewer_name" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_reviews_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "claim_reviews_length" CHECK (length("claim_reviews"."comment") <= 20000 and length("claim_reviews"."reviewer_name") <= 20000 and length("claim_reviews"."reasons"::text) <= 20000),
	CONSTRAINT "claim_reviews_reasoned" CHECK ("claim_reviews"."decision" = 'approved' or (jsonb_array_length("claim_reviews"."reasons") > 0 and length(trim("claim_reviews"."comment")) > 0))
);

CREATE TABLE "workshop_claims" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"number" integer NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"status" "claim_status" DEFAULT 'editing' NOT NULL,
	"status_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"friendly_name" text,
	"payout_minor" bigint,
	"currency" text,
	"band" text NOT NULL,
	"rate_valid_from" text,
	"requires" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"delivery_due_at" timestamp (3) with time zone NOT NULL,
	"review_due_at" timestamp (3) with time zone NOT NULL,
	"dispute_due_at" timestamp (3) with time zone,
	"dispute_days" integer NOT NULL,
	"clock_stands_still" boolean NOT NULL,
	"contact_first_name" text NOT NULL,
	"contact_last_name" text NOT NULL,
	"contact_title" text NOT NULL,
	"contact_email" text NOT NULL,
	"contact_language" text NOT NULL,
	"contact_release_id" uuid,
	"partner_contact_name" text NOT NULL,
	"partner_contact_email" text NOT NULL,
	"invoice_number" text,
	"invoice_amount" numeric(14, 2),
	"invoice_currency" text,
	"workshop_from" date,
	"workshop_until" date,
	"submitted_at" timestamp (3) with time zone,
	"submitted_by" uuid,
	"reviewer_id" uuid,
	"reviewer_since" timestamp (3) with time zone,
	"rejected_at" timestamp (3) with time zone,
	"disputed_at" timestamp (3) with time zone,
	"approved_at" timestamp (3) with time zone,
	"paid_at" timestamp (3) with time zone,
	"payment_reference" text,
	"payment_id" uuid,
	"renews_claim_id" uuid,
	"due_at" timestamp (3) with time zone GENERATED ALWAYS AS (case status
          when 'editing' then delivery_due_at
          when 'action_required' then review_due_at
          when 'rejected' then dispute_due_at
          else '9999-12-31 00:00:00+00'::timestamptz end) STORED NOT NULL,
	CONSTRAINT "workshop_claims_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "workshop_claims_number_unique" UNIQUE("number"),
	CONSTRAINT "workshop_claims_association_key" UNIQUE("partner_id","association_id"),
	CONSTRAINT "workshop_claims_length" CHECK (length("workshop_claims"."band") <= 1000 and length("workshop_claims"."contact_language") <= 1000 and length("workshop_claims"."rate_valid_from") <= 1000 and length("workshop_claims"."requires"::text) <= 1000 and length("workshop_claims"."time_zone") <= 1000 and length("workshop_claims"."friendly_name") <= 1000 and length("workshop_claims"."contact_first_name") <= 1000 and length("workshop_claims"."contact_last_name") <= 1000 and length("workshop_claims"."contact_title") <= 1000 and length("workshop_claims"."contact_email") <= 1000 and length("workshop_claims"."partner_contact_name") <= 1000 and length("workshop_claims"."partner_contact_email") <= 1000 and length("workshop_claims"."invoice_number") <= 1000 and length("workshop_claims"."invoice_currency") <= 1000 and length("workshop_claims"."payment_reference") <= 1000),
	CONSTRAINT "workshop_claims_mailboxes" CHECK ((length("workshop_claims"."contact_email") <= 320 and "workshop_claims"."contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$') and (length("workshop_claims"."partner_contact_email") <= 320 and "workshop_claims"."partner_contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "workshop_claims_number" CHECK ("workshop_claims"."number" between 1000000 and 99999999),
	CONSTRAINT "workshop_claims_submitted_whole" CHECK (("workshop_claims"."submitted_at" is null) = ("workshop_claims"."submitted_by" is null)
        and ("workshop_claims"."status"::text in ('editing', 'cancelled', 'not_submitted_expired')) = ("workshop_claims"."submitted_at" is null)),
	CONSTRAINT "workshop_claims_rejected_whole" CHECK (("workshop_claims"."rejected_at" is null) = ("workshop_claims"."dispute_due_at" is null)
        and ("workshop_claims"."status"::text not in ('rejected', 'disputed', 'rejected_final', 'dispute_expired') or "workshop_claims"."rejected_at" is not null)),
	CONSTRAINT "workshop_claims_dispute_in_time" CHECK (("workshop_claims"."disputed_at" is null or "workshop_claims"."disputed_at" < "workshop_claims"."dispute_due_at")
        and ("workshop_claims"."status"::text not in ('disputed', 'rejected_final') or "workshop_claims"."disputed_at" is not null)),
	CONSTRAINT "workshop_claims_paid_whole" CHECK (("workshop_claims"."status"::text = 'paid') = ("workshop_claims"."paid_at" is not null)
        and ("workshop_claims"."paid_at" is null) = ("workshop_claims"."payment_reference" is null)
        and ("workshop_claims"."payment_id" is null or "workshop_claims"."paid_at" is not null)
        and ("workshop_claims"."status"::text in ('approved', 'paid')) = ("workshop_claims"."approved_at" is not null)),
	CONSTRAINT "workshop_claims_reviewer_whole" CHECK (("workshop_claims"."reviewer_id" is null) = ("workshop_claims"."reviewer_since" is null)
        and ("workshop_claims"."status"::text <> 'under_review' or "workshop_claims"."reviewer_id" is not null)),
	CONSTRAINT "workshop_claims_expired_late" CHECK (case "workshop_claims"."status"::text
        when 'not_submitted_expired' then "workshop_claims"."status_at" >= "workshop_claims"."delivery_due_at"
        when 'post_submission_expired' then "workshop_claims"."status_at" >= "workshop_claims"."review_due_at"
        when 'dispute_expired' then "workshop_claims"."status_at" >= "workshop_claims"."dispute_due_at"
        else true end),
	CONSTRAINT "workshop_claims_invoice_whole" CHECK (("workshop_claims"."invoice_amount" is null) = ("workshop_claims"."invoice_currency" is null) and "workshop_claims"."invoice_amount" >= 0
        and "workshop_claims"."invoice_currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "workshop_claims_payout_whole" CHECK (("workshop_claims"."payout_minor" is null) = ("workshop_claims"."currency" is null) and "workshop_claims"."payout_minor" between 0 and 999999999999999 and "workshop_claims"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "workshop_claims_dates_in_order" CHECK ("workshop_claims"."workshop_from" <= "workshop_claims"."workshop_until")
);

CREATE TABLE "answer_codes" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"decision" text NOT NULL,
	"full_name" text NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "answer_codes_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "answer_codes_length" CHECK (length("answer_codes"."code_hash") <= 4000 and length("answer_codes"."decision") <= 4000 and length("answer_codes"."full_name") <= 4000 and length("answer_codes"."reason") <= 4000),
	CONSTRAINT "answer_codes_attempts" CHECK ("answer_codes"."attempts" between 0 and 5)
);

CREATE TABLE "consent_decisions" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"consent_due_at" timestamp (3) with time zone NOT NULL,
	"link_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"full_name" text NOT NULL,
	"reason" text,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"language" text NOT NULL,
	"wording_version" text NOT NULL,
	"wording_hash" text NOT NULL,
	"wording" text NOT NULL,
	"contact_email" text NOT NULL,
	"ip_address" text NOT NULL,
	"user_agent" text NOT NULL,
	"confirmed_by_code" boolean NOT NULL,
	"partner_network" boolean DEFAULT false NOT NULL,
	"audit_hash" text NOT NULL,
	CONSTRAINT "consent_decisions_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "consent_decisions_one_per_request" UNIQUE("partner_id","request_id"),
	CONSTRAINT "consent_decisions_one_per_association" UNIQUE("partner_id","association_id"),
	CONSTRAINT "consent_decisions_length" CHECK (length("consent_decisions"."decision") <= 20000 and length("consent_decisions"."language") <= 20000 and length("consent_decisions"."full_name") <= 20000 and length("consent_decisions"."reason") <= 20000 and length("consent_decisions"."wording") <= 20000 and length("consent_decisions"."wording_version") <= 20000 and length("consent_decisions"."wording_hash") <= 20000 and length("consent_decisions"."contact_email") <= 20000 and length("consent_decisions"."ip_address") <= 20000 and length("consent_decisions"."user_agent") <= 20000 and length("consent_decisions"."audit_hash") <= 20000),
	CONSTRAINT "consent_decisions_in_time" CHECK ("consent_decisions"."decided_at" < "consent_decisions"."consent_due_at"),
	CONSTRAINT "consent_decisions_named" CHECK (length(trim("consent_decisions"."full_name")) >= 2 or "consent_decisions"."full_name" = '…'),
	CONSTRAINT "consent_decisions_reason_on_decline" CHECK ("consent_decisions"."reason" is null or "consent_decisions"."decision" = 'decline')
);

CREATE TABLE "consent_links" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"token_hash" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_links_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "consent_links_length" CHECK (length("consent_links"."token_hash") <= 10000)
);

CREATE TABLE "consent_reports" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"message" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"looked_at" timestamp (3) with time zone,
	"looked_by" uuid,
	"note" text,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	CONSTRAINT "consent_reports_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "consent_reports_length" CHECK (length("consent_reports"."message") <= 4000 and length("consent_reports"."note") <= 4000),
	CONSTRAINT "consent_reports_looked" CHECK (("consent_reports"."looked_at" is null) = ("consent_reports"."looked_by" is null)),
	CONSTRAINT "consent_reports_done" CHECK (("consent_reports"."done_at" is null) = ("consent_reports"."done_by" is null) and ("consent_reports"."done_at" is null or "consent_reports"."looked_at" is not null))
);

CREATE TABLE "consent_requests" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"number" text DEFAULT lpad((('x' || right(gen_random_uuid()::text, 12) || left(gen_random_uuid()::text, 4))::bit(64)::bigint & 9223372036854775807) % 10000000000000000 || '', 16, '0') NOT NULL,
	"consent_due_at" timestamp (3) with time zone NOT NULL,
	"contact_first_name" text NOT NULL,
	"contact_last_name" text NOT NULL,
	"contact_title" text NOT NULL,
	"contact_email" text NOT NULL,
	"language" text NOT NULL,
	"partner_contact_name" text NOT NULL,
	"partner_contact_email" text NOT NULL,
	"partner_contact_phone" text NOT NULL,
	"wording_version" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"reminders_on" boolean DEFAULT true NOT NULL,
	"release_id" uuid,
	"replaced_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_for" text,
	CONSTRAINT "consent_requests_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "consent_requests_due_key" UNIQUE("partner_id","id","association_id","consent_due_at"),
	CONSTRAINT "consent_requests_number_key" UNIQUE("number"),
	CONSTRAINT "consent_requests_length" CHECK (length("consent_requests"."language") <= 1000 and length("consent_requests"."contact_first_name") <= 1000 and length("consent_requests"."contact_last_name") <= 1000 and length("consent_requests"."contact_title") <= 1000 and length("consent_requests"."contact_email") <= 1000 and length("consent_requests"."partner_contact_name") <= 1000 and length("consent_requests"."partner_contact_email") <= 1000 and length("consent_requests"."partner_contact_phone") <= 1000 and length("consent_requests"."wording_version") <= 1000),
	CONSTRAINT "consent_requests_mailboxes" CHECK ((length("consent_requests"."contact_email") <= 320 and "consent_requests"."contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$') and (length("consent_requests"."partner_contact_email") <= 320 and "consent_requests"."partner_contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "consent_requests_number_whole" CHECK ("consent_requests"."number" ~ '^[0-9]{16}$'),
	CONSTRAINT "consent_requests_closed_for" CHECK (("consent_requests"."closed_at" is null) = ("consent_requests"."closed_for" is null) and "consent_requests"."closed_for" in ('taken', 'contact', 'programme')),
	CONSTRAINT "consent_requests_one_end" CHECK ("consent_requests"."replaced_at" is null or "consent_requests"."closed_at" is null),
	CONSTRAINT "consent_requests_sent_in_time" CHECK ("consent_requests"."sent_at" < "consent_requests"."consent_due_at")
);

CREATE TABLE "contact_bans" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"contact_email" text NOT NULL,
	"mailbox" text GENERATED ALWAYS AS (regexp_replace(lower(contact_email), '^([^+@]+)\+[^@]*@', '\1@')) STORED NOT NULL,
	"report_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"banned_at" timestamp (3) with time zone NOT NULL,
	"banned_by" uuid NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid,
	"lifted_why" text,
	CONSTRAINT "contact_bans_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "contact_bans_length" CHECK (length("contact_bans"."contact_email") <= 4000 and length("contact_bans"."reason") <= 4000 and length("contact_bans"."lifted_why") <= 4000),
	CONSTRAINT "contact_bans_mailbox" CHECK ((length("contact_bans"."contact_email") <= 320 and "contact_bans"."contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "contact_bans_reason" CHECK (length(trim("contact_bans"."reason")) > 0),
	CONSTRAINT "contact_bans_lifted_whole" CHECK (("contact_bans"."lifted_at" is null) = ("contact_bans"."lifted_by" is null) and ("contact_bans"."lifted_at" is null) = ("contact_bans"."lifted_why" is null))
);

CREATE TABLE "reminder_switches" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"off_at" timestamp (3) with time zone,
	CONSTRAINT "reminder_switches_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "reminder_switches_request_key" UNIQUE("partner_id","request_id","key_id"),
	CONSTRAINT "reminder_switches_length" CHECK (length("reminder_switches"."key_id") <= 10000 and length("reminder_switches"."token_hash") <= 10000)
);

CREATE TABLE "reminders" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"days_before" integer NOT NULL,
	"due_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminders_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "reminders_once" UNIQUE NULLS NOT DISTINCT("partner_id","association_id","kind","days_before","due_at"),
	CONSTRAINT "reminders_length" CHECK (length("reminders"."kind") <= 10000)
);

CREATE TABLE "wrong_contacts" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"why" text NOT NULL,
	"colleague" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "wrong_contacts_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "wrong_contacts_length" CHECK (length("wrong_contacts"."colleague") <= 1000),
	CONSTRAINT "wrong_contacts_why" CHECK ("wrong_contacts"."why" in ('colleague', 'elsewhere'))
);

CREATE TABLE "contact_releases" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"contact_name" text NOT NULL,
	"contact_email" text NOT NULL,
	"reason" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"note" text,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "contact_releases_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "contact_releases_length" CHECK (length("contact_releases"."contact_name") <= 4000 and length("contact_releases"."contact_email") <= 4000 and length("contact_releases"."reason") <= 4000 and length("contact_releases"."note") <= 4000),
	CONSTRAINT "contact_releases_decided_whole" CHECK (("contact_releases"."decision" is null) = ("contact_releases"."decided_at" is null)),
	CONSTRAINT "contact_releases_mailbox" CHECK ((length("contact_releases"."contact_email") <= 320 and "contact_releases"."contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "contact_releases_reason" CHECK (length(trim("contact_releases"."reason")) > 0),
	CONSTRAINT "contact_releases_refused_why" CHECK ("contact_releases"."decision" <> 'refused' or length(trim("contact_releases"."note")) > 0)
);

CREATE TABLE "partner_domains" (
	"partner_id" uuid NOT NULL,
	"domain" text NOT NULL,
	CONSTRAINT "partner_domains_partner_id_domain_pk" PRIMARY KEY("partner_id","domain"),
	CONSTRAINT "partner_domains_form" CHECK ("partner_domains"."domain" ~ '^[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)+$' and length("partner_domains"."domain") <= 253)
);

CREATE TABLE "associations" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"origin" "origin" NOT NULL,
	"claimed_tenant_id" uuid GENERATED ALWAYS AS (case when origin = 'claimed' then tenant_id end) STORED,
	"customer_email" text,
	"mismatch_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"owner_id" uuid,
	"time_zone" text NOT NULL,
	"consent_due_at" timestamp (3) with time zone NOT NULL,
	"requested_at" timestamp (3) with time zone,
	"consented_at" timestamp (3) with time zone,
	"consent_slot" smallint,
	"delivery_due_at" timestamp (3) with time zone,
	"submitted_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"end_reason" "end_reason",
	"end_note" text,
	"extended_at" timestamp (3) with time zone,
	"search" text,
	"renews_claim_id" uuid,
	CONSTRAINT "associations_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "associations_due_key" UNIQUE("partner_id","id","consent_due_at"),
	CONSTRAINT "associations_claim_key" UNIQUE("partner_id","id","engagement_id","tenant_id","location_id"),
	CONSTRAINT "associations_length" CHECK (length("associations"."search") <= 4000 and length("associations"."time_zone") <= 4000 and length("associations"."customer_email") <= 4000 and length("associations"."mismatch_reason") <= 4000 and length("associations"."end_note") <= 4000),
	CONSTRAINT "associations_consent_in_time" CHECK ("associations"."consented_at" < "associations"."consent_due_at"),
	CONSTRAINT "associations_due_after_start" CHECK ("associations"."consent_due_at" > "associations"."created_at"),
	CONSTRAINT "associations_consent_whole" CHECK (("associations"."consented_at" is null) = ("associations"."delivery_due_at" is null) and ("associations"."consented_at" is null) = ("associations"."consent_slot" is null)),
	CONSTRAINT "associations_consent_was_asked" CHECK ("associations"."consented_at" is null or "associations"."requested_at" is not null),
	CONSTRAINT "associations_submit_after_consent" CHECK ("associations"."submitted_at" is null or "associations"."consented_at" is not null),
	CONSTRAINT "associations_submit_in_time" CHECK ("associations"."submitted_at" < "associations"."delivery_due_at"),
	CONSTRAINT "associations_end_whole" CHECK (("associations"."ended_at" is null) = ("associations"."end_reason" is null)),
	CONSTRAINT "associations_end_fits" CHECK (case "associations"."end_reason"::text
        when 'declined' then "associations"."consented_at" is null and "associations"."requested_at" is not null and "associations"."ended_at" < "associations"."consent_due_at"
        when 'consent_expired' then "associations"."consented_at" is null and "associations"."ended_at" >= "associations"."consent_due_at"
        when 'withdrawn' then "associations"."consented_at" is not null and "associations"."submitted_at" is null
        when 'delivery_expired' then "associations"."consented_at" is not null and "associations"."submitted_at" is null and "associations"."ended_at" >= "associations"."delivery_due_at"
        when 'wrong_customer' then "associations"."consented_at" is null and "associations"."ended_at" < "associations"."consent_due_at"
        when 'wrong_workshop' then "associations"."consented_at" is null and "associations"."ended_at" < "associations"."consent_due_at"
        when 'cancelled' then "associations"."submitted_at" is null
        when 'claim_expired' then "associations"."submitted_at" is not null
        else true end),
	CONSTRAINT "associations_begun_by" CHECK (("associations"."created_by" is null) = ("associations"."origin" = 'imported')),
	CONSTRAINT "associations_email_when_added" CHECK ("associations"."origin" <> 'added' or "associations"."customer_email" is not null)
);

CREATE TABLE "customer_counts" (
	"partner_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"tab" text NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "customer_counts_partner_id_engagement_id_location_id_tab_status_pk" PRIMARY KEY("partner_id","engagement_id","location_id","tab","status")
);

CREATE TABLE "customers" (
	"partner_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"search" text NOT NULL,
	"known" boolean NOT NULL,
	"criteria_met" boolean NOT NULL,
	"near" boolean DEFAULT false NOT NULL,
	"taken" text,
	"association_id" uuid,
	"location_id" uuid,
	"owner_id" uuid,
	"time_zone" text,
	"consent_due_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone,
	"mail_id" uuid,
	"mail_state" text,
	"contact_release" text,
	"consented_at" timestamp (3) with time zone,
	"delivery_due_at" timestamp (3) with time zone,
	"claim_number" integer,
	"claim_status" text,
	"completed_at" timestamp (3) with time zone,
	"tab" text GENERATED ALWAYS AS (case
          when claim_status is not null or completed_at is not null then 'complete'
          when consented_at is not null then 'eligible'
          when not criteria_met or taken is not null then 'ineligible'
          else 'eligible' end) STORED NOT NULL,
	"status" text GENERATED ALWAYS AS (case
          when claim_status is not null then claim_status
          when completed_at is not null then 'completed'
          when consented_at is not null then 'active'
          when not criteria_met then 'criteria'
          when taken is not null then taken
          when requested_at is not null then 'asked'
          when association_id is not null then 'to_ask'
          else 'known' end) STORED NOT NULL,
	"due_at" timestamp (3) with time zone GENERATED ALWAYS AS (case
          when claim_status is not null or completed_at is not null then '9999-12-31 00:00:00+00'::timestamptz
          when consented_at is not null then delivery_due_at
          else coalesce(consent_due_at, '9999-12-31 00:00:00+00'::timestamptz) end) STORED NOT NULL,
	"work_first" text collate "und-x-icu" GENERATED ALWAYS AS (lpad(extract(epoch from (case
          when claim_status is not null or completed_at is not null then '9999-12-31 00:00:00+00'::timestamptz
          when consented_at is not null then delivery_due_at
          else coalesce(consent_due_at, '9999-12-31 00:00:00+00'::timestamptz) end) at time zone 'UTC')::bigint::text, 12, '0') || ' ' || name) STORED NOT NULL,
	CONSTRAINT "customers_partner_id_engagement_id_tenant_id_pk" PRIMARY KEY("partner_id","engagement_id","tenant_id")
);

CREATE TABLE "drafts" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"engagement_id" uuid NOT NULL,
	"subject_id" uuid,
	"values" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"result" jsonb,
	CONSTRAINT "drafts_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "drafts_length" CHECK (length("drafts"."kind") <= 50000 and length("drafts"."values"::text) <= 50000 and length("drafts"."result"::text) <= 50000)
);

CREATE TABLE "known_customers" (
	"partner_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"imported_by" uuid,
	CONSTRAINT "known_customers_partner_id_tenant_id_pk" PRIMARY KEY("partner_id","tenant_id")
);

CREATE TABLE "digests" (
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"period" date NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"email_id" uuid,
	"token_hash" "bytea" NOT NULL,
	CONSTRAINT "digests_user_id_period_pk" PRIMARY KEY("user_id","period"),
	CONSTRAINT "digests_length" CHECK (length("digests"."token_hash") <= 32)
);

CREATE TABLE "notice_choices" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	"muted" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "notice_choices_length" CHECK (length("notice_choices"."digest") <= 2000 and length("notice_choices"."muted"::text) <= 2000),
	CONSTRAINT "notice_choices_digest" CHECK ("notice_choices"."digest" in ('daily', 'weekly', 'off'))
);

CREATE TABLE "eligibility_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"began_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"total" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "eligibility_runs_counted" CHECK ("eligibility_runs"."done" >= 0 and "eligibility_runs"."changed" >= 0)
);

CREATE TABLE "engagement_rates" (
	"engagement_id" uuid NOT NULL,
	"band" text NOT NULL,
	"valid_from" date NOT NULL,
	"amount_minor" bigint,
	"proposed_by" uuid,
	"agreed_at" timestamp (3) with time zone DEFAULT now(),
	"agreed_by" uuid,
	"removal_by" uuid,
	CONSTRAINT "engagement_rates_engagement_id_band_valid_from_pk" PRIMARY KEY("engagement_id","band","valid_from"),
	CONSTRAINT "engagement_rates_length" CHECK (length("engagement_rates"."band") <= 10000),
	CONSTRAINT "engagement_rates_amount" CHECK ("engagement_rates"."amount_minor" between 0 and 999999999999999)
);

CREATE TABLE "engagements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"solution_area" text NOT NULL,
	"engagement_type" text NOT NULL,
	"partner_role" text NOT NULL,
	"available_from" date NOT NULL,
	"available_until" date,
	"last_day_to_add" date,
	"consents_per_customer" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "engagements_slug_unique" UNIQUE("slug"),
	CONSTRAINT "engagements_length" CHECK (length("engagements"."slug") <= 1000 and length("engagements"."engagement_type") <= 1000 and length("engagements"."partner_role") <= 1000 and length("engagements"."solution_area") <= 1000),
	CONSTRAINT "engagements_slug_form" CHECK ("engagements"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "engagements_consents_positive" CHECK ("engagements"."consents_per_customer" between 1 and 20),
	CONSTRAINT "engagements_days_in_order" CHECK ("engagements"."available_until" >= "engagements"."available_from" and "engagements"."last_day_to_add" >= "engagements"."available_from")
);

CREATE TABLE "code_secrets" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"key" text NOT NULL,
	"last_step" bigint NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "code_secrets_length" CHECK (length("code_secrets"."key") <= 10000 and length("code_secrets"."sealed") <= 10000)
);

CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"credential" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" bigint NOT NULL,
	"name" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "passkeys_credential_unique" UNIQUE("credential"),
	CONSTRAINT "passkeys_length" CHECK (length("passkeys"."credential") <= 10000 and length("passkeys"."name") <= 10000 and length("passkeys"."public_key") <= 10000)
);

CREATE TABLE "recovery_codes" (
	"user_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_codes_user_id_hash_pk" PRIMARY KEY("user_id","hash"),
	CONSTRAINT "recovery_codes_length" CHECK (length("recovery_codes"."hash") <= 10000)
);

CREATE TABLE "identities" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"linked_by" text NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "identities_once" UNIQUE("issuer","subject"),
	CONSTRAINT "identities_length" CHECK (length("identities"."provider") <= 10000),
	CONSTRAINT "identities_linked_by" CHECK ("identities"."linked_by" in ('holder', 'invitation', 'trusted')),
	CONSTRAINT "identities_texts" CHECK (length("identities"."issuer") between 1 and 500 and length("identities"."subject") between 1 and 500 and length("identities"."name") <= 320)
);

CREATE TABLE "enrolment_moves" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"from_state" "enrolment" NOT NULL,
	"to_state" "enrolment" NOT NULL,
	"mover" text NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"moved_by" uuid NOT NULL,
	"reason" text,
	CONSTRAINT "enrolment_moves_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "enrolment_moves_length" CHECK (length("enrolment_moves"."mover") <= 10000 and length("enrolment_moves"."reason") <= 10000)
);

CREATE TABLE "payee_profiles" (
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"legal_name" text NOT NULL,
	"tax_number" text NOT NULL,
	"country" text NOT NULL,
	"currency" text NOT NULL,
	"account_kind" text NOT NULL,
	"last_four" text NOT NULL,
	"key_id" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"proof" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"given_by" uuid NOT NULL,
	"decision" text,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reason" text,
	"returned_at" timestamp (3) with time zone,
	"returned_why" text,
	CONSTRAINT "payee_profiles_partner_id_location_id_version_pk" PRIMARY KEY("partner_id","location_id","version"),
	CONSTRAINT "payee_profiles_length" CHECK (length("payee_profiles"."account_kind") <= 10000 and length("payee_profiles"."decision") <= 10000 and length("payee_profiles"."key_id") <= 10000 and length("payee_profiles"."legal_name") <= 10000 and length("payee_profiles"."proof") <= 10000 and length("payee_profiles"."reason") <= 10000 and length("payee_profiles"."returned_why") <= 10000 and length("payee_profiles"."sealed") <= 10000 and length("payee_profiles"."tax_number") <= 10000),
	CONSTRAINT "payee_profiles_codes" CHECK ("payee_profiles"."country" ~ '^[A-Z]{2}$' and "payee_profiles"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payee_profiles_last_four" CHECK ("payee_profiles"."last_four" ~ '^[A-Z0-9]{2,4}$'),
	CONSTRAINT "payee_profiles_decision_whole" CHECK (("payee_profiles"."decision" is null) = ("payee_profiles"."decided_at" is null) and ("payee_profiles"."decision" is null) = ("payee_profiles"."decided_by" is null)
        and ("payee_profiles"."decision" is not distinct from 'rejected') = ("payee_profiles"."reason" is not null)
        and ("payee_profiles"."returned_at" is null) = ("payee_profiles"."returned_why" is null)
        and ("payee_profiles"."returned_at" is null or "payee_profiles"."decision" is not distinct from 'valid'))
);

CREATE TABLE "imported_rounds" (
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL,
	"imported_by" uuid NOT NULL,
	"asked_on" date NOT NULL,
	"consented_on" date,
	"declined_on" date,
	"expired_on" date,
	"withdrawn_on" date,
	"completed_on" date,
	"evidence" text NOT NULL,
	"contact_name" text NOT NULL,
	"contact_email" text,
	CONSTRAINT "imported_rounds_partner_id_association_id_pk" PRIMARY KEY("partner_id","association_id"),
	CONSTRAINT "imported_rounds_length" CHECK (length("imported_rounds"."evidence") <= 400 and length("imported_rounds"."contact_name") <= 400 and length("imported_rounds"."contact_email") <= 400),
	CONSTRAINT "imported_rounds_evidence" CHECK (length(trim("imported_rounds"."evidence")) > 0),
	CONSTRAINT "imported_rounds_mailbox" CHECK ((length("imported_rounds"."contact_email") <= 320 and "imported_rounds"."contact_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "imported_rounds_one_answer" CHECK (num_nonnulls("imported_rounds"."consented_on", "imported_rounds"."declined_on", "imported_rounds"."expired_on") < 2
        and num_nonnulls("imported_rounds"."withdrawn_on", "imported_rounds"."completed_on") < 2
        and ("imported_rounds"."consented_on" is not null or num_nonnulls("imported_rounds"."withdrawn_on", "imported_rounds"."completed_on") = 0)),
	CONSTRAINT "imported_rounds_in_order" CHECK (coalesce("imported_rounds"."consented_on", "imported_rounds"."declined_on", "imported_rounds"."expired_on", "imported_rounds"."asked_on") >= "imported_rounds"."asked_on"
        and coalesce("imported_rounds"."withdrawn_on", "imported_rounds"."completed_on", "imported_rounds"."consented_on") >= "imported_rounds"."consented_on")
);

CREATE TABLE "import_matches" (
	"kind" text NOT NULL,
	"header" text NOT NULL,
	"name" text NOT NULL,
	"column" text NOT NULL,
	CONSTRAINT "import_matches_kind_header_name_pk" PRIMARY KEY("kind","header","name"),
	CONSTRAINT "import_matches_length" CHECK (length("import_matches"."kind") <= 200 and length("import_matches"."header") <= 200 and length("import_matches"."name") <= 200 and length("import_matches"."column") <= 200)
);

CREATE TABLE "import_refusals" (
	"run_id" uuid NOT NULL,
	"pass" integer NOT NULL,
	"line" integer NOT NULL,
	"column" text NOT NULL,
	"code" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"kept" boolean DEFAULT false NOT NULL,
	CONSTRAINT "import_refusals_length" CHECK (length("import_refusals"."column") <= 1000 and length("import_refusals"."code") <= 1000 and length("import_refusals"."params"::text) <= 1000)
);

CREATE TABLE "import_removals" (
	"run_id" uuid NOT NULL,
	"pass" integer NOT NULL,
	"place" integer NOT NULL,
	"thing" text NOT NULL,
	"name" text NOT NULL,
	"seen" text NOT NULL,
	"becomes" text NOT NULL,
	"done_at" timestamp (3) with time zone,
	"code" text,
	CONSTRAINT "import_removals_run_id_pass_place_pk" PRIMARY KEY("run_id","pass","place"),
	CONSTRAINT "import_removals_length" CHECK (length("import_removals"."thing") <= 2000 and length("import_removals"."name") <= 2000 and length("import_removals"."seen") <= 2000 and length("import_removals"."becomes") <= 2000 and length("import_removals"."code") <= 2000)
);

CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"pass" integer DEFAULT 1 NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"workbook" boolean DEFAULT false NOT NULL,
	"rows_sha256" text,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by" uuid,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recognised" jsonb,
	"match" jsonb,
	"sample" jsonb,
	"previewed_at" timestamp (3) with time zone,
	"began_at" timestamp (3) with time zone,
	"began_by" uuid,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"stop_asked" boolean DEFAULT false NOT NULL,
	"failure" text,
	"line" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"made" integer DEFAULT 0 NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"gone" integer,
	"gone_pass" integer,
	"remove_asked" boolean DEFAULT false NOT NULL,
	"remove_reason" text,
	"rows_done" boolean DEFAULT false NOT NULL,
	"removed" integer DEFAULT 0 NOT NULL,
	"stayed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "import_runs_length" CHECK (length("import_runs"."kind") <= 200 and length("import_runs"."state") <= 200 and length("import_runs"."file_name") <= 200 and length("import_runs"."sha256") <= 200 and length("import_runs"."rows_sha256") <= 200 and length("import_runs"."failure") <= 200),
	CONSTRAINT "import_runs_reason" CHECK (length("import_runs"."remove_reason") <= 2000),
	CONSTRAINT "import_runs_gone" CHECK (("import_runs"."gone" is null) = ("import_runs"."gone_pass" is null) and ("import_runs"."gone" > 0 or not "import_runs"."remove_asked")),
	CONSTRAINT "import_runs_json" CHECK (length("import_runs"."options"::text) <= 1000000 and length("import_runs"."recognised"::text) <= 1000000 and length("import_runs"."match"::text) <= 1000000 and length("import_runs"."sample"::text) <= 1000000),
	CONSTRAINT "import_runs_made" CHECK ("import_runs"."made_by" is not null or "import_runs"."state" = 'done' and "import_runs"."began_at" is null),
	CONSTRAINT "import_runs_begun" CHECK (("import_runs"."began_at" is null) = ("import_runs"."began_by" is null)),
	CONSTRAINT "import_runs_took" CHECK ("import_runs"."began_at" is not null or "import_runs"."made_by" is null or "import_runs"."state" in ('received', 'previewed', 'failed'))
);

CREATE TABLE "installation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"contact_release" boolean DEFAULT true NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_kind" CHECK ("installation"."kind" in ('demonstration', 'test', 'production'))
);

CREATE TABLE "programme" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"sender_name" text DEFAULT '' NOT NULL,
	"organisation" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"privacy" text DEFAULT '' NOT NULL,
	"privacy_en" text DEFAULT '' NOT NULL,
	"privacy_nl" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"location_id_name" text DEFAULT '' NOT NULL,
	"accent_light" text DEFAULT '' NOT NULL,
	"accent_dark" text DEFAULT '' NOT NULL,
	"logo" "bytea",
	"logo_type" text,
	"logo_hash" text,
	"kept_years" smallint DEFAULT 7 NOT NULL,
	"operators_factor" boolean DEFAULT true NOT NULL,
	"approver_pays" boolean DEFAULT false NOT NULL,
	"two_editors" boolean DEFAULT false NOT NULL,
	"live_lookup" boolean DEFAULT false NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "programme_length" CHECK (length("programme"."sender_name") <= 2000 and length("programme"."organisation") <= 2000 and length("programme"."address") <= 2000 and length("programme"."email") <= 2000 and length("programme"."privacy") <= 2000),
	CONSTRAINT "programme_name" CHECK (length("programme"."name") between 1 and 200),
	CONSTRAINT "programme_lines" CHECK ("programme"."name" || "programme"."sender_name" || "programme"."organisation" || "programme"."address" || "programme"."email" || "programme"."privacy" || "programme"."location_id_name" || "programme"."time_zone" !~ '[[:cntrl:]]'),
	CONSTRAINT "programme_privacy" CHECK ("programme"."privacy" = '' or "programme"."privacy" ~ '^https://[^[:space:]@]+$'),
	CONSTRAINT "programme_currency" CHECK ("programme"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "programme_privacy_languages" CHECK (("programme"."privacy_en" = '') = ("programme"."privacy_nl" = '')),
	CONSTRAINT "programme_privacy_length" CHECK (length("programme"."privacy_en") <= 15000 and length("programme"."privacy_nl") <= 15000),
	CONSTRAINT "programme_language" CHECK ("programme"."language" ~ '^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$'),
	CONSTRAINT "programme_time_zone_length" CHECK (length("programme"."time_zone") <= 100),
	CONSTRAINT "programme_location_id_name" CHECK (length("programme"."location_id_name") <= 40),
	CONSTRAINT "programme_accents" CHECK ("programme"."accent_light" ~ '^(#[0-9a-f]{6})?$' and "programme"."accent_dark" ~ '^(#[0-9a-f]{6})?$'),
	CONSTRAINT "programme_logo_whole" CHECK (num_nonnulls("programme"."logo", "programme"."logo_type", "programme"."logo_hash") in (0, 3) and "programme"."logo_type" in ('png', 'svg')),
	CONSTRAINT "programme_logo_size" CHECK (octet_length("programme"."logo") between 1 and 40960),
	CONSTRAINT "programme_kept_years" CHECK ("programme"."kept_years" between 1 and 99)
);

CREATE TABLE "invitation_links" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitation_links_partner_id_id_pk" PRIMARY KEY("partner_id","id")
);

CREATE TABLE "invitations" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"email" text NOT NULL,
	"language" text NOT NULL,
	"roles" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"accepted_at" timestamp (3) with time zone,
	"accepted_by" uuid,
	"full_name" text,
	CONSTRAINT "invitations_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "invitations_length" CHECK (length("invitations"."full_name") <= 10000 and length("invitations"."language") <= 10000),
	CONSTRAINT "invitations_mailbox" CHECK ((length("invitations"."email") <= 320 and "invitations"."email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "invitations_roles" CHECK (jsonb_typeof("invitations"."roles") = 'array' and (jsonb_array_length("invitations"."roles") > 0 or "invitations"."partner_id" <> '00000000-0000-0000-0000-000000000000')),
	CONSTRAINT "invitations_one_end" CHECK (num_nonnulls("invitations"."accepted_at", "invitations"."withdrawn_at") <= 1 and ("invitations"."accepted_at" is null) = ("invitations"."accepted_by" is null)),
	CONSTRAINT "invitations_seven_days" CHECK ("invitations"."expires_at" <= "invitations"."sent_at" + interval '168 hours')
);

CREATE TABLE "role_requests" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "incentives_role" NOT NULL,
	"location_id" uuid,
	"words" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"agreed" boolean,
	"note" text,
	CONSTRAINT "role_requests_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "role_requests_length" CHECK (length("role_requests"."note") <= 10000 and length("role_requests"."words") <= 10000),
	CONSTRAINT "role_requests_decision_whole" CHECK (("role_requests"."decided_at" is null) = ("role_requests"."agreed" is null) and ("role_requests"."decided_at" is null) = ("role_requests"."decided_by" is null))
);

CREATE TABLE "email_events" (
	"id" text NOT NULL,
	"partner_id" uuid NOT NULL,
	"email_id" uuid,
	"type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"detail" text,
	CONSTRAINT "email_events_partner_id_id_occurred_at_pk" PRIMARY KEY("partner_id","id","occurred_at"),
	CONSTRAINT "email_events_length" CHECK (length("email_events"."id") <= 4000 and length("email_events"."type") <= 4000 and length("email_events"."detail") <= 4000)
);

CREATE TABLE "emails" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid,
	"survey_id" uuid,
	"round_id" uuid,
	"tenant_id" uuid,
	"engagement_id" uuid,
	"run_id" uuid,
	"envelope_id" uuid,
	"follows" boolean DEFAULT false NOT NULL,
	"kind" text DEFAULT 'own' NOT NULL,
	"template" text NOT NULL,
	"language" text NOT NULL,
	"recipient" text NOT NULL,
	"recipient_key" text GENERATED ALWAYS AS (regexp_replace(lower(recipient), '^([^+@]+)\+[^@]*@', '\1@')) STORED NOT NULL,
	"reply_to" text,
	"from_name" text,
	"variables" jsonb NOT NULL,
	"headers" jsonb,
	"mark" uuid DEFAULT gen_random_uuid() NOT NULL,
	"secrets" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"sender" text,
	"subject" text,
	"html" text,
	"text" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"first_attempt_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"state_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "emails_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "emails_length" CHECK (length("emails"."kind") <= 4000 and length("emails"."language") <= 4000 and length("emails"."last_error") <= 4000 and length("emails"."provider_id") <= 4000 and length("emails"."state") <= 4000 and length("emails"."template") <= 4000 and length("emails"."reply_to") <= 4000 and length("emails"."from_name") <= 4000),
	CONSTRAINT "emails_bytes" CHECK (length("emails"."variables"::text) <= 1000000 and length("emails"."headers"::text) <= 1000000 and length("emails"."secrets"::text) <= 1000000 and length("emails"."sender") <= 1000000 and length("emails"."subject") <= 1000000 and length("emails"."html") <= 1000000 and length("emails"."text") <= 1000000),
	CONSTRAINT "emails_mailboxes" CHECK ((length("emails"."recipient") <= 320 and "emails"."recipient" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$') and ("emails"."reply_to" is null or (length("emails"."reply_to") <= 320 and "emails"."reply_to" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$'))),
	CONSTRAINT "emails_envelope_of_run" CHECK ("emails"."envelope_id" is null or "emails"."run_id" is not null)
);

CREATE TABLE "mail_slots" (
	"id" smallint PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone,
	"held_by" text,
	CONSTRAINT "mail_slots_length" CHECK (length("mail_slots"."held_by") <= 200)
);

CREATE TABLE "customer_notes" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"mentioned" text[] NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customer_notes_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "customer_notes_length" CHECK (length("customer_notes"."author_name") <= 20000 and length("customer_notes"."mentioned"::text) <= 20000),
	CONSTRAINT "customer_notes_not_empty" CHECK (length(trim("customer_notes"."body")) between 1 and 4000)
);

CREATE TABLE "follow_ups" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"line" text NOT NULL,
	"day" date NOT NULL,
	"time_zone" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "follow_ups_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "follow_ups_length" CHECK (length("follow_ups"."time_zone") <= 1000),
	CONSTRAINT "follow_ups_not_empty" CHECK (length(trim("follow_ups"."line")) between 1 and 200),
	CONSTRAINT "follow_ups_day_whole" CHECK ("follow_ups"."starts_at" < "follow_ups"."due_at"),
	CONSTRAINT "follow_ups_done_whole" CHECK (("follow_ups"."done_at" is null) = ("follow_ups"."done_by" is null))
);

CREATE TABLE "locations" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"mpn_id" text NOT NULL,
	"name" text NOT NULL,
	"city" text NOT NULL,
	"country" text NOT NULL,
	"time_zone" text NOT NULL,
	"enrolment" "enrolment" NOT NULL,
	"payee_profile" "payee_profile" NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone,
	"changed_by" uuid,
	CONSTRAINT "locations_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "locations_mpn_id_unique" UNIQUE("mpn_id"),
	CONSTRAINT "locations_length" CHECK (length("locations"."city") <= 10000 and length("locations"."name") <= 10000 and length("locations"."search") <= 10000 and length("locations"."time_zone") <= 10000),
	CONSTRAINT "locations_mpn_id_digits" CHECK ("locations"."mpn_id" ~ '^[0-9]{5,10}$'),
	CONSTRAINT "locations_country_code" CHECK ("locations"."country" ~ '^[A-Z]{2}$')
);

CREATE TABLE "memberships" (
	"partner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"joined_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	"heir_id" uuid,
	"signed_out_at" timestamp (3) with time zone,
	CONSTRAINT "memberships_partner_id_user_id_pk" PRIMARY KEY("partner_id","user_id"),
	CONSTRAINT "memberships_heir_of_ended" CHECK ("memberships"."heir_id" is null or "memberships"."ended_at" is not null),
	CONSTRAINT "memberships_end_whole" CHECK ("memberships"."ended_by" is null or "memberships"."ended_at" is not null)
);

CREATE TABLE "operator_grants" (
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid,
	CONSTRAINT "operator_grants_user_id_role_pk" PRIMARY KEY("user_id","role"),
	CONSTRAINT "operator_grants_length" CHECK (length("operator_grants"."role") <= 10000)
);

CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"search" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone,
	"changed_by" uuid,
	"suspended_at" timestamp (3) with time zone,
	"suspended_by" uuid,
	"suspended_why" text,
	CONSTRAINT "partners_length" CHECK (length("partners"."name") <= 10000 and length("partners"."search") <= 10000 and length("partners"."suspended_why") <= 10000),
	CONSTRAINT "partners_country_code" CHECK ("partners"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "partners_suspended_whole" CHECK (("partners"."suspended_at" is null) = ("partners"."suspended_by" is null) and ("partners"."suspended_at" is null) = ("partners"."suspended_why" is null))
);

CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint,
	CONSTRAINT "rate_limits_length" CHECK (length("rate_limits"."key") <= 10000)
);

CREATE TABLE "role_grants" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"location_id" uuid,
	"role" "incentives_role" NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid,
	"last_day" date,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "role_grants_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "role_grants_once" UNIQUE NULLS NOT DISTINCT("partner_id","user_id","location_id","role"),
	CONSTRAINT "role_grants_end_whole" CHECK (("role_grants"."last_day" is null) = ("role_grants"."ends_at" is null))
);

CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"partner_id" uuid,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"browser" text,
	"system" text,
	"seen_at" timestamp (3) with time zone,
	"device_hash" "bytea",
	"provider" text,
	"issuer" text,
	"proven_at" timestamp (3) with time zone,
	"second_factor_at" timestamp (3) with time zone,
	"challenge" text,
	CONSTRAINT "sessions_length" CHECK (length("sessions"."secret_hash") <= 1000 and length("sessions"."ip_address") <= 1000 and length("sessions"."provider") <= 1000 and length("sessions"."issuer") <= 1000 and length("sessions"."challenge") <= 1000 and length("sessions"."browser") <= 1000 and length("sessions"."system") <= 1000 and length("sessions"."device_hash") <= 1000)
);

CREATE TABLE "sign_in_tokens" (
	"id" uuid NOT NULL,
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"return_to" text,
	"known" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_tokens_id_unique" UNIQUE("id"),
	CONSTRAINT "sign_in_tokens_length" CHECK (length("sign_in_tokens"."token_hash") <= 10000 and length("sign_in_tokens"."email") <= 10000 and length("sign_in_tokens"."return_to") <= 10000)
);

CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"locale" text,
	"time_zone" text,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_length" CHECK (length("users"."email") <= 10000 and length("users"."locale") <= 10000 and length("users"."name") <= 10000 and length("users"."phone") <= 10000 and length("users"."time_zone") <= 10000 and length("users"."title") <= 10000)
);

CREATE TABLE "payment_lines" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"state" text DEFAULT 'in' NOT NULL,
	"hold" text,
	"payment_id" uuid,
	CONSTRAINT "payment_lines_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "payment_lines_once_per_run" UNIQUE("partner_id","run_id","claim_id"),
	CONSTRAINT "payment_lines_length" CHECK (length("payment_lines"."state") <= 100 and length("payment_lines"."hold") <= 100),
	CONSTRAINT "payment_lines_amount" CHECK ("payment_lines"."amount_minor" between 0 and 999999999999999 and "payment_lines"."amount_minor" > 0 and "payment_lines"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payment_lines_whole" CHECK (("payment_lines"."state" = 'held') = ("payment_lines"."hold" is not null)
        and ("payment_lines"."state" in ('paid', 'failed', 'returned')) <= ("payment_lines"."payment_id" is not null)
        and ("payment_lines"."state" in ('out', 'held')) <= ("payment_lines"."payment_id" is null))
);

CREATE TABLE "payment_files" (
	"run_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"payments" integer NOT NULL,
	"amount_minor" bigint NOT NULL,
	"sha256" text NOT NULL,
	"key_id" text NOT NULL,
	"sealed" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_files_run_id_channel_pk" PRIMARY KEY("run_id","channel"),
	CONSTRAINT "payment_files_length" CHECK (length("payment_files"."channel") <= 50000000 and length("payment_files"."key_id") <= 50000000 and length("payment_files"."sealed") <= 50000000),
	CONSTRAINT "payment_files_hash" CHECK ("payment_files"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "payment_files_amount" CHECK ("payment_files"."amount_minor" between 0 and 999999999999999)
);

CREATE TABLE "payment_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" integer NOT NULL,
	"currency" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"opened_by" uuid NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	"frozen_at" timestamp (3) with time zone,
	"frozen_by" uuid,
	"account_version" integer,
	"exported_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"cancelled_by" uuid,
	CONSTRAINT "payment_runs_number_unique" UNIQUE("number"),
	CONSTRAINT "payment_runs_currency" CHECK ("payment_runs"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payment_runs_whole" CHECK (("payment_runs"."frozen_at" is null) = ("payment_runs"."frozen_by" is null) and ("payment_runs"."cancelled_at" is null) = ("payment_runs"."cancelled_by" is null)
        and ("payment_runs"."exported_at" is null or "payment_runs"."frozen_at" is not null and "payment_runs"."cancelled_at" is null)
        and ("payment_runs"."account_version" is null or "payment_runs"."frozen_at" is not null))
);

CREATE TABLE "payments" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"run_number" integer NOT NULL,
	"place" integer NOT NULL,
	"location_id" uuid NOT NULL,
	"payee_version" integer NOT NULL,
	"legal_name" text NOT NULL,
	"country" text NOT NULL,
	"account_currency" text NOT NULL,
	"account_kind" text NOT NULL,
	"last_four" text NOT NULL,
	"channel" text NOT NULL,
	"claims" integer NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"paid_on" date,
	"reference" text,
	"failed_as" text,
	"failed_why" text,
	"told_at" timestamp (3) with time zone,
	"told_by" uuid,
	"returned_on" date,
	"returned_as" text,
	"returned_why" text,
	"returned_at" timestamp (3) with time zone,
	"returned_by" uuid,
	CONSTRAINT "payments_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "payments_one_per_payee" UNIQUE("partner_id","run_id","location_id"),
	CONSTRAINT "payments_place" UNIQUE("run_id","place"),
	CONSTRAINT "payments_length" CHECK (length("payments"."legal_name") <= 10000 and length("payments"."account_kind") <= 10000 and length("payments"."last_four") <= 10000 and length("payments"."channel") <= 10000 and length("payments"."failed_as") <= 10000 and length("payments"."failed_why") <= 10000 and length("payments"."returned_as") <= 10000 and length("payments"."returned_why") <= 10000),
	CONSTRAINT "payments_codes" CHECK ("payments"."country" ~ '^[A-Z]{2}$' and "payments"."account_currency" ~ '^[A-Z]{3}$' and "payments"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_minor" between 0 and 999999999999999 and "payments"."amount_minor" > 0 and "payments"."claims" > 0),
	CONSTRAINT "payments_channel" CHECK ("payments"."channel" <> 'pain' or "payments"."account_kind" = 'iban' and "payments"."account_currency" = "payments"."currency"),
	CONSTRAINT "payments_returned_whole" CHECK (num_nonnulls("payments"."returned_on", "payments"."returned_as", "payments"."returned_why", "payments"."returned_at", "payments"."returned_by") in (0, 5)
        and ("payments"."returned_at" is null or "payments"."reference" is not null) and "payments"."returned_on" >= "payments"."paid_on"),
	CONSTRAINT "payments_told_whole" CHECK (("payments"."told_at" is null) = ("payments"."told_by" is null) and ("payments"."paid_on" is null) = ("payments"."reference" is null)
        and ("payments"."failed_as" is null) = ("payments"."failed_why" is null)
        and num_nonnulls("payments"."reference", "payments"."failed_as") = num_nonnulls("payments"."told_at")
        and length("payments"."reference") between 1 and 100)
);

CREATE TABLE "programme_accounts" (
	"version" integer PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"bic" text NOT NULL,
	"last_four" text NOT NULL,
	"key_id" text NOT NULL,
	"sealed" text NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"given_by" uuid NOT NULL,
	CONSTRAINT "programme_accounts_length" CHECK (length("programme_accounts"."name") <= 2000 and length("programme_accounts"."bic") <= 2000 and length("programme_accounts"."key_id") <= 2000 and length("programme_accounts"."sealed") <= 2000),
	CONSTRAINT "programme_accounts_last_four" CHECK ("programme_accounts"."last_four" ~ '^[A-Z0-9]{4}$'),
	CONSTRAINT "programme_accounts_bic" CHECK ("programme_accounts"."bic" ~ '^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$')
);

CREATE TABLE "claim_documents" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"requirement" text NOT NULL,
	"place" smallint NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"uploaded_at" timestamp (3) with time zone NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"removed_by" uuid,
	"quarantined_at" timestamp (3) with time zone,
	"scanned_at" timestamp (3) with time zone,
	"infection" text,
	CONSTRAINT "claim_documents_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "claim_documents_length" CHECK (length("claim_documents"."infection") <= 1000 and length("claim_documents"."requirement") <= 1000 and length("claim_documents"."name") <= 1000 and length("claim_documents"."media_type") <= 1000),
	CONSTRAINT "claim_documents_size" CHECK ("claim_documents"."size" between 1 and 10485760),
	CONSTRAINT "claim_documents_places" CHECK ("claim_documents"."place" between 1 and 10),
	CONSTRAINT "claim_documents_hash" CHECK (length("claim_documents"."sha256") = 32),
	CONSTRAINT "claim_documents_name" CHECK (length("claim_documents"."name") between 1 and 255 and "claim_documents"."name" !~ '[/\\[:cntrl:]]'),
	CONSTRAINT "claim_documents_scan_whole" CHECK (("claim_documents"."scanned_at" is null or "claim_documents"."quarantined_at" is not null) and ("claim_documents"."infection" is null or "claim_documents"."scanned_at" is not null)),
	CONSTRAINT "claim_documents_removed_whole" CHECK (("claim_documents"."removed_at" is null) = ("claim_documents"."removed_by" is null))
);

CREATE TABLE "claim_surveys" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"recipient_name" text NOT NULL,
	"recipient_email" text NOT NULL,
	"language" text NOT NULL,
	"questions" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"release_id" uuid,
	"replaced_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_name" text,
	"answers" jsonb,
	"ip_address" text,
	"user_agent" text,
	"partner_network" boolean DEFAULT false NOT NULL,
	CONSTRAINT "claim_surveys_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "claim_surveys_length" CHECK (length("claim_surveys"."kind") <= 200000 and length("claim_surveys"."language") <= 200000 and length("claim_surveys"."recipient_name") <= 200000 and length("claim_surveys"."recipient_email") <= 200000 and length("claim_surveys"."questions"::text) <= 200000 and length("claim_surveys"."answered_name") <= 200000 and length("claim_surveys"."answers"::text) <= 200000 and length("claim_surveys"."ip_address") <= 200000 and length("claim_surveys"."user_agent") <= 200000),
	CONSTRAINT "claim_surveys_answer_whole" CHECK (("claim_surveys"."answered_at" is null) = ("claim_surveys"."answers" is null) and ("claim_surveys"."answered_at" is null) = ("claim_surveys"."answered_name" is null)),
	CONSTRAINT "claim_surveys_one_end" CHECK (num_nonnulls("claim_surveys"."answered_at", "claim_surveys"."replaced_at", "claim_surveys"."closed_at") <= 1),
	CONSTRAINT "claim_surveys_mailbox" CHECK ((length("claim_surveys"."recipient_email") <= 320 and "claim_surveys"."recipient_email" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "claim_surveys_closed_kind" CHECK ("claim_surveys"."closed_at" is null or "claim_surveys"."kind" = 'customer')
);

CREATE TABLE "survey_links" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"survey_id" uuid NOT NULL,
	"token_hash" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "survey_links_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "survey_links_length" CHECK (length("survey_links"."token_hash") <= 10000)
);

CREATE TABLE "location_qualifications" (
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"qualification" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	CONSTRAINT "location_qualifications_partner_id_location_id_qualification_valid_from_pk" PRIMARY KEY("partner_id","location_id","qualification","valid_from"),
	CONSTRAINT "location_qualifications_length" CHECK (length("location_qualifications"."qualification") <= 10000),
	CONSTRAINT "location_qualifications_in_order" CHECK ("location_qualifications"."valid_until" >= "location_qualifications"."valid_from")
);

CREATE TABLE "round_days" (
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"day" date NOT NULL,
	"until_day" date NOT NULL,
	"location_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"imported" boolean NOT NULL,
	"begun_day" date NOT NULL,
	"asked_day" date,
	"consented_day" date,
	"submitted_day" date,
	"approved_day" date,
	"paid_day" date,
	"end_reason" text,
	"clock" text,
	"due_day" date,
	"claim_status" text,
	"payout_minor" bigint,
	"currency" text,
	CONSTRAINT "round_days_partner_id_association_id_until_day_pk" PRIMARY KEY("partner_id","association_id","until_day"),
	CONSTRAINT "round_days_in_order" CHECK ("round_days"."day" < "round_days"."until_day")
);

CREATE TABLE "saved_views" (
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"user_id" uuid,
	"path" text NOT NULL,
	"query" text NOT NULL,
	"name" text NOT NULL,
	"is_default" boolean NOT NULL,
	"pinned" boolean NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	CONSTRAINT "saved_views_id_pk" PRIMARY KEY("id"),
	CONSTRAINT "saved_views_length" CHECK (length("saved_views"."path") <= 3000 and length("saved_views"."query") <= 3000 and length("saved_views"."name") <= 3000)
);

CREATE TABLE "devices" (
	"user_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"proven_at" timestamp (3) with time zone,
	CONSTRAINT "devices_user_id_hash_pk" PRIMARY KEY("user_id","hash"),
	CONSTRAINT "devices_length" CHECK (length("devices"."hash") <= 32)
);

CREATE TABLE "sign_in_rules" (
	"partner_id" uuid PRIMARY KEY NOT NULL,
	"provider" text,
	"issuer" text,
	"break_glass_id" uuid,
	"needs_factor" boolean DEFAULT false NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" uuid NOT NULL,
	CONSTRAINT "sign_in_rules_length" CHECK (length("sign_in_rules"."provider") <= 500 and length("sign_in_rules"."issuer") <= 500),
	CONSTRAINT "sign_in_rules_issuer" CHECK ("sign_in_rules"."issuer" is null or "sign_in_rules"."provider" is not null),
	CONSTRAINT "sign_in_rules_break_glass" CHECK ("sign_in_rules"."provider" is null or "sign_in_rules"."break_glass_id" is not null)
);

CREATE TABLE "template_files" (
	"name" text PRIMARY KEY NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid NOT NULL,
	CONSTRAINT "template_files_length" CHECK (length("template_files"."name") <= 200 and length("template_files"."media_type") <= 200),
	CONSTRAINT "template_files_name" CHECK ("template_files"."name" ~ '^[a-z0-9]+([._-][a-z0-9]+)*$'),
	CONSTRAINT "template_files_size" CHECK ("template_files"."size" between 1 and 10485760),
	CONSTRAINT "template_files_hash" CHECK (length("template_files"."sha256") = 32)
);

CREATE TABLE "tenant_domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	CONSTRAINT "tenant_domains_length" CHECK (length("tenant_domains"."domain") <= 300),
	CONSTRAINT "tenant_domains_ascii_lower" CHECK ("tenant_domains"."domain" ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$')
);

CREATE TABLE "tenant_eligibility" (
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"met" boolean NOT NULL,
	"near" boolean DEFAULT false NOT NULL,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenant_eligibility_engagement_id_tenant_id_pk" PRIMARY KEY("engagement_id","tenant_id"),
	CONSTRAINT "tenant_eligibility_near_is_unmet" CHECK (not (met and near))
);

CREATE TABLE "tenant_usage" (
	"tenant_id" uuid NOT NULL,
	"month" date NOT NULL,
	"metrics" jsonb NOT NULL,
	CONSTRAINT "tenant_usage_tenant_id_month_pk" PRIMARY KEY("tenant_id","month"),
	CONSTRAINT "tenant_usage_length" CHECK (length("tenant_usage"."metrics"::text) <= 100000),
	CONSTRAINT "tenant_usage_first_of_month" CHECK (extract(day from "tenant_usage"."month") = 1)
);

CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"country" text,
	"tpid" bigint,
	"merged_into" uuid,
	"merged_at" timestamp (3) with time zone,
	"barred_for" text,
	"barred_note" text,
	"barred_at" timestamp (3) with time zone,
	"barred_by" uuid,
	"found_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_by" uuid,
	"search" text DEFAULT '' NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenants_length" CHECK (length("tenants"."name") <= 10000 and length("tenants"."search") <= 10000 and length("tenants"."barred_for") <= 10000 and length("tenants"."barred_note") <= 10000),
	CONSTRAINT "tenants_merged_whole" CHECK (("tenants"."merged_into" is null) = ("tenants"."merged_at" is null) and "tenants"."merged_into" is distinct from "tenants"."id"),
	CONSTRAINT "tenants_barred_whole" CHECK (("tenants"."barred_for" is null) = ("tenants"."barred_at" is null) and ("tenants"."barred_for" is null) = ("tenants"."barred_by" is null)
        and ("tenants"."barred_for" is not null or "tenants"."barred_note" is null)
        and "tenants"."barred_for" in ('public_sector', 'partners_own', 'wrong_cloud', 'other', 'not_listed')
        and ("tenants"."barred_for" <> 'other' or length(trim(coalesce("tenants"."barred_note", ''))) > 0)),
	CONSTRAINT "tenants_country_code" CHECK ("tenants"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "tenants_tpid_positive" CHECK ("tenants"."tpid" > 0)
);

CREATE TABLE "engagement_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"engagement_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"summary" jsonb NOT NULL,
	"consent_days" integer NOT NULL,
	"delivery_days" integer NOT NULL,
	"review_days" integer NOT NULL,
	"dispute_days" integer NOT NULL,
	"clock_stands_still" boolean DEFAULT false NOT NULL,
	"partner_criteria" jsonb NOT NULL,
	"customer_criteria" jsonb NOT NULL,
	"customer_countries" text[],
	"poe" jsonb NOT NULL,
	"surveys" jsonb DEFAULT '{"partner":[],"customer":[]}'::jsonb NOT NULL,
	"resources" jsonb NOT NULL,
	"demonstration_thresholds" boolean DEFAULT false NOT NULL,
	"holds_from" date,
	"proposed_at" timestamp (3) with time zone,
	"proposed_by" uuid,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "engagement_versions_number" UNIQUE("engagement_id","number"),
	CONSTRAINT "engagement_versions_of" UNIQUE("engagement_id","id"),
	CONSTRAINT "engagement_versions_length" CHECK (length("engagement_versions"."customer_countries"::text) <= 500000 and length("engagement_versions"."customer_criteria"::text) <= 500000 and length("engagement_versions"."name") <= 500000 and length("engagement_versions"."partner_criteria"::text) <= 500000 and length("engagement_versions"."poe"::text) <= 500000 and length("engagement_versions"."resources"::text) <= 500000 and length("engagement_versions"."summary"::text) <= 500000 and length("engagement_versions"."surveys"::text) <= 500000),
	CONSTRAINT "engagement_versions_days_positive" CHECK ("engagement_versions"."consent_days" > 0 and "engagement_versions"."delivery_days" > 0 and "engagement_versions"."review_days" > 0 and "engagement_versions"."dispute_days" > 0),
	CONSTRAINT "engagement_versions_day_named" CHECK ("engagement_versions"."holds_from" is not null or num_nonnulls("engagement_versions"."proposed_at", "engagement_versions"."published_at") = 0),
	CONSTRAINT "engagement_versions_withdrawn_once" CHECK ("engagement_versions"."withdrawn_at" is null or "engagement_versions"."published_at" is not null)
);

CREATE TABLE "band_proposals" (
	"band" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"elsewhere" boolean NOT NULL,
	"countries" text NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"proposed_by" uuid NOT NULL,
	CONSTRAINT "band_proposals_id_unique" UNIQUE("id"),
	CONSTRAINT "band_proposals_length" CHECK (length("band_proposals"."band") <= 2000 and length("band_proposals"."countries") <= 2000)
);

CREATE TABLE "engagement_types" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"consent_days" integer NOT NULL,
	"delivery_days" integer NOT NULL,
	"review_days" integer NOT NULL,
	"dispute_days" integer NOT NULL,
	CONSTRAINT "engagement_types_id_unique" UNIQUE("id"),
	CONSTRAINT "engagement_types_key_form" CHECK ("engagement_types"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "engagement_types_labelled" CHECK ("engagement_types"."label_en" <> '' and "engagement_types"."label_nl" <> ''),
	CONSTRAINT "engagement_types_length" CHECK (length("engagement_types"."key") <= 200 and length("engagement_types"."label_en") <= 200 and length("engagement_types"."label_nl") <= 200),
	CONSTRAINT "engagement_types_days_positive" CHECK ("engagement_types"."consent_days" > 0 and "engagement_types"."delivery_days" > 0 and "engagement_types"."review_days" > 0 and "engagement_types"."dispute_days" > 0)
);

CREATE TABLE "market_bands" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"elsewhere" boolean DEFAULT false NOT NULL,
	CONSTRAINT "market_bands_id_unique" UNIQUE("id"),
	CONSTRAINT "market_bands_key_form" CHECK ("market_bands"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "market_bands_labelled" CHECK ("market_bands"."label_en" <> '' and "market_bands"."label_nl" <> ''),
	CONSTRAINT "market_bands_length" CHECK (length("market_bands"."key") <= 200 and length("market_bands"."label_en") <= 200 and length("market_bands"."label_nl") <= 200)
);

CREATE TABLE "market_countries" (
	"country" text PRIMARY KEY NOT NULL,
	"band" text NOT NULL,
	CONSTRAINT "market_countries_form" CHECK ("market_countries"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "market_countries_length" CHECK (length("market_countries"."band") <= 200)
);

CREATE TABLE "metrics" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"unit" text NOT NULL,
	"whole" boolean NOT NULL,
	"currency" text,
	CONSTRAINT "metrics_id_unique" UNIQUE("id"),
	CONSTRAINT "metrics_key_form" CHECK ("metrics"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "metrics_labelled" CHECK ("metrics"."label_en" <> '' and "metrics"."label_nl" <> ''),
	CONSTRAINT "metrics_length" CHECK (length("metrics"."key") <= 200 and length("metrics"."label_en") <= 200 and length("metrics"."label_nl") <= 200),
	CONSTRAINT "metrics_unit" CHECK ("metrics"."unit" in ('count', 'share', 'amount')),
	CONSTRAINT "metrics_currency" CHECK (("metrics"."unit" = 'amount') = ("metrics"."currency" is not null)),
	CONSTRAINT "metrics_currency_form" CHECK ("metrics"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "metrics_whole" CHECK (not ("metrics"."whole" and "metrics"."unit" = 'share'))
);

CREATE TABLE "partner_roles" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"with_customers" boolean NOT NULL,
	CONSTRAINT "partner_roles_id_unique" UNIQUE("id"),
	CONSTRAINT "partner_roles_key_form" CHECK ("partner_roles"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "partner_roles_labelled" CHECK ("partner_roles"."label_en" <> '' and "partner_roles"."label_nl" <> ''),
	CONSTRAINT "partner_roles_length" CHECK (length("partner_roles"."key") <= 200 and length("partner_roles"."label_en") <= 200 and length("partner_roles"."label_nl") <= 200)
);

CREATE TABLE "proof_kinds" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "proof_kinds_id_unique" UNIQUE("id"),
	CONSTRAINT "proof_kinds_key_form" CHECK ("proof_kinds"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "proof_kinds_labelled" CHECK ("proof_kinds"."label_en" <> '' and "proof_kinds"."label_nl" <> ''),
	CONSTRAINT "proof_kinds_length" CHECK (length("proof_kinds"."key") <= 200 and length("proof_kinds"."label_en") <= 200 and length("proof_kinds"."label_nl") <= 200)
);

CREATE TABLE "qualifications" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"kind" text NOT NULL,
	CONSTRAINT "qualifications_id_unique" UNIQUE("id"),
	CONSTRAINT "qualifications_key_form" CHECK ("qualifications"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "qualifications_labelled" CHECK ("qualifications"."label_en" <> '' and "qualifications"."label_nl" <> ''),
	CONSTRAINT "qualifications_length" CHECK (length("qualifications"."key") <= 200 and length("qualifications"."label_en") <= 200 and length("qualifications"."label_nl") <= 200),
	CONSTRAINT "qualifications_kind" CHECK ("qualifications"."kind" in ('designation', 'specialization', 'agreement', 'other'))
);

CREATE TABLE "review_reasons" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"about" text NOT NULL,
	CONSTRAINT "review_reasons_id_unique" UNIQUE("id"),
	CONSTRAINT "review_reasons_key_form" CHECK ("review_reasons"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "review_reasons_labelled" CHECK ("review_reasons"."label_en" <> '' and "review_reasons"."label_nl" <> ''),
	CONSTRAINT "review_reasons_length" CHECK (length("review_reasons"."key") <= 200 and length("review_reasons"."label_en") <= 200 and length("review_reasons"."label_nl") <= 200),
	CONSTRAINT "review_reasons_about" CHECK (length("review_reasons"."about") <= 2000),
	CONSTRAINT "review_reasons_about_said" CHECK ("review_reasons"."about" <> '')
);

CREATE TABLE "solution_areas" (
	"key" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"label_en" text NOT NULL,
	"label_nl" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "solution_areas_id_unique" UNIQUE("id"),
	CONSTRAINT "solution_areas_key_form" CHECK ("solution_areas"."key" ~ '^[A-Za-z0-9]+([_:-][A-Za-z0-9]+)*$'),
	CONSTRAINT "solution_areas_labelled" CHECK ("solution_areas"."label_en" <> '' and "solution_areas"."label_nl" <> ''),
	CONSTRAINT "solution_areas_length" CHECK (length("solution_areas"."key") <= 200 and length("solution_areas"."label_en") <= 200 and length("solution_areas"."label_nl") <= 200)
);

CREATE TABLE "forgotten_rounds" (
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"forgotten_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "forgotten_rounds_partner_id_association_id_pk" PRIMARY KEY("partner_id","association_id")
);

CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"tenant_id" uuid,
	"partner_id" uuid,
	"claim_id" uuid,
	"reason" text NOT NULL,
	"placed_at" timestamp (3) with time zone NOT NULL,
	"placed_by" uuid NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" uuid,
	"lifted_why" text,
	CONSTRAINT "legal_holds_of_one" CHECK (("legal_holds"."tenant_id" is null) <> ("legal_holds"."claim_id" is null) and ("legal_holds"."partner_id" is null) = ("legal_holds"."claim_id" is null)),
	CONSTRAINT "legal_holds_length" CHECK (length("legal_holds"."reason") <= 2000 and length("legal_holds"."lifted_why") <= 2000),
	CONSTRAINT "legal_holds_reasoned" CHECK (length(trim("legal_holds"."reason")) > 0),
	CONSTRAINT "legal_holds_lifted_whole" CHECK (("legal_holds"."lifted_at" is null) = ("legal_holds"."lifted_by" is null) and ("legal_holds"."lifted_at" is null) = ("legal_holds"."lifted_why" is null) and length(trim("legal_holds"."lifted_why")) > 0)
);

CREATE TABLE "person_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"address" text,
	"names" text[],
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"given_at" timestamp (3) with time zone,
	"given_by" uuid,
	"erase_at" timestamp (3) with time zone,
	"erase_by" uuid,
	"done_at" timestamp (3) with time zone,
	"gone" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"stays" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"tried_at" timestamp (3) with time zone,
	CONSTRAINT "person_requests_address" CHECK ("person_requests"."address" is null or (length("person_requests"."address") <= 320 and "person_requests"."address" ~ '^[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+@[^[:space:][:cntrl:]"(),:\u003B<>\[\]\\@\u00AD\u200B-\u200F\u2060\uFEFF]+$')),
	CONSTRAINT "person_requests_over" CHECK (("person_requests"."address" is null) = ("person_requests"."done_at" is not null) and ("person_requests"."done_at" is null or "person_requests"."names" is null)),
	CONSTRAINT "person_requests_given" CHECK (("person_requests"."given_at" is null) = ("person_requests"."given_by" is null)),
	CONSTRAINT "person_requests_erase" CHECK (("person_requests"."erase_at" is null) = ("person_requests"."erase_by" is null)),
	CONSTRAINT "person_requests_length" CHECK (length("person_requests"."gone"::text) <= 20000 and length("person_requests"."stays"::text) <= 20000 and length("person_requests"."names"::text) <= 20000)
);

ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_run_of_partner" FOREIGN KEY ("partner_id","run_id") REFERENCES "public"."bulk_runs"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_run_rows" ADD CONSTRAINT "bulk_run_rows_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_maker_of_partner" FOREIGN KEY ("partner_id","made_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_beginner_of_partner" FOREIGN KEY ("partner_id","began_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "catalogue_files" ADD CONSTRAINT "catalogue_files_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "catalogue_files" ADD CONSTRAINT "catalogue_files_taken_by_users_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_lines" ADD CONSTRAINT "claim_lines_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_returns" ADD CONSTRAINT "claim_returns_told_by_users_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_returns" ADD CONSTRAINT "claim_returns_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_comments" ADD CONSTRAINT "claim_comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_comments" ADD CONSTRAINT "claim_comments_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_comments" ADD CONSTRAINT "claim_comments_answers_same_claim" FOREIGN KEY ("partner_id","claim_id","parent_id") REFERENCES "public"."claim_comments"("partner_id","claim_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_reviews" ADD CONSTRAINT "claim_reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_reviews" ADD CONSTRAINT "claim_reviews_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_payment_of_partner" FOREIGN KEY ("partner_id","payment_id") REFERENCES "public"."payments"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_association_of_partner" FOREIGN KEY ("partner_id","association_id","engagement_id","tenant_id","location_id") REFERENCES "public"."associations"("partner_id","id","engagement_id","tenant_id","location_id") ON DELETE no action ON UPDATE cascade;
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_release_of_partner" FOREIGN KEY ("partner_id","contact_release_id") REFERENCES "public"."contact_releases"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_renews_own" FOREIGN KEY ("partner_id","renews_claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_submitter_of_partner" FOREIGN KEY ("partner_id","submitted_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "answer_codes" ADD CONSTRAINT "answer_codes_link_of_partner" FOREIGN KEY ("partner_id","link_id") REFERENCES "public"."consent_links"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "answer_codes" ADD CONSTRAINT "answer_codes_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_request" FOREIGN KEY ("partner_id","request_id","association_id","consent_due_at") REFERENCES "public"."consent_requests"("partner_id","id","association_id","consent_due_at") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_link_of_partner" FOREIGN KEY ("partner_id","link_id") REFERENCES "public"."consent_links"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_reports" ADD CONSTRAINT "consent_reports_looked_by_users_id_fk" FOREIGN KEY ("looked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_reports" ADD CONSTRAINT "consent_reports_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_reports" ADD CONSTRAINT "consent_reports_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_release_of_partner" FOREIGN KEY ("partner_id","release_id") REFERENCES "public"."contact_releases"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_due_of_association" FOREIGN KEY ("partner_id","association_id","consent_due_at") REFERENCES "public"."associations"("partner_id","id","consent_due_at") ON DELETE no action ON UPDATE cascade;
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_sender_of_partner" FOREIGN KEY ("partner_id","sent_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_bans" ADD CONSTRAINT "contact_bans_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_bans" ADD CONSTRAINT "contact_bans_banned_by_users_id_fk" FOREIGN KEY ("banned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_bans" ADD CONSTRAINT "contact_bans_lifted_by_users_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_bans" ADD CONSTRAINT "contact_bans_report_of_partner" FOREIGN KEY ("partner_id","report_id") REFERENCES "public"."consent_reports"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_bans" ADD CONSTRAINT "contact_bans_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "reminder_switches" ADD CONSTRAINT "reminder_switches_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "wrong_contacts" ADD CONSTRAINT "wrong_contacts_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_releases" ADD CONSTRAINT "contact_releases_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_releases" ADD CONSTRAINT "contact_releases_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_releases" ADD CONSTRAINT "contact_releases_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "contact_releases" ADD CONSTRAINT "contact_releases_asker_of_partner" FOREIGN KEY ("partner_id","asked_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "partner_domains" ADD CONSTRAINT "partner_domains_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_version_of_engagement" FOREIGN KEY ("engagement_id","version_id") REFERENCES "public"."engagement_versions"("engagement_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_creator_of_partner" FOREIGN KEY ("partner_id","created_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_owner_of_partner" FOREIGN KEY ("partner_id","owner_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "associations" ADD CONSTRAINT "associations_claimed_is_known" FOREIGN KEY ("partner_id","claimed_tenant_id") REFERENCES "public"."known_customers"("partner_id","tenant_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customers" ADD CONSTRAINT "customers_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customers" ADD CONSTRAINT "customers_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customers" ADD CONSTRAINT "customers_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_of_partner" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "known_customers" ADD CONSTRAINT "known_customers_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "known_customers" ADD CONSTRAINT "known_customers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "known_customers" ADD CONSTRAINT "known_customers_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "digests" ADD CONSTRAINT "digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "notice_choices" ADD CONSTRAINT "notice_choices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "engagement_rates" ADD CONSTRAINT "engagement_rates_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "engagement_rates" ADD CONSTRAINT "engagement_rates_band_market_bands_key_fk" FOREIGN KEY ("band") REFERENCES "public"."market_bands"("key") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_rates" ADD CONSTRAINT "engagement_rates_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_rates" ADD CONSTRAINT "engagement_rates_agreed_by_users_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_rates" ADD CONSTRAINT "engagement_rates_removal_by_users_id_fk" FOREIGN KEY ("removal_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_solution_area_solution_areas_key_fk" FOREIGN KEY ("solution_area") REFERENCES "public"."solution_areas"("key") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_engagement_type_engagement_types_key_fk" FOREIGN KEY ("engagement_type") REFERENCES "public"."engagement_types"("key") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_partner_role_partner_roles_key_fk" FOREIGN KEY ("partner_role") REFERENCES "public"."partner_roles"("key") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "code_secrets" ADD CONSTRAINT "code_secrets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "enrolment_moves" ADD CONSTRAINT "enrolment_moves_moved_by_users_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "enrolment_moves" ADD CONSTRAINT "enrolment_moves_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payee_profiles" ADD CONSTRAINT "payee_profiles_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payee_profiles" ADD CONSTRAINT "payee_profiles_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payee_profiles" ADD CONSTRAINT "payee_profiles_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "imported_rounds" ADD CONSTRAINT "imported_rounds_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "imported_rounds" ADD CONSTRAINT "imported_rounds_imported_by_users_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "imported_rounds" ADD CONSTRAINT "imported_rounds_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "import_refusals" ADD CONSTRAINT "import_refusals_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "import_removals" ADD CONSTRAINT "import_removals_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_made_by_users_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_began_by_users_id_fk" FOREIGN KEY ("began_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "programme" ADD CONSTRAINT "programme_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invitation_links" ADD CONSTRAINT "invitation_links_invitation_of_partner" FOREIGN KEY ("partner_id","invitation_id") REFERENCES "public"."invitations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "role_requests" ADD CONSTRAINT "role_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "role_requests" ADD CONSTRAINT "role_requests_of_member" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "role_requests" ADD CONSTRAINT "role_requests_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "email_events" ADD CONSTRAINT "email_events_email_of_partner" FOREIGN KEY ("partner_id","email_id") REFERENCES "public"."emails"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "emails" ADD CONSTRAINT "emails_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "emails" ADD CONSTRAINT "emails_survey_of_partner" FOREIGN KEY ("partner_id","survey_id") REFERENCES "public"."claim_surveys"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "emails" ADD CONSTRAINT "emails_run_of_partner" FOREIGN KEY ("partner_id","run_id") REFERENCES "public"."bulk_runs"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "emails" ADD CONSTRAINT "emails_envelope_of_partner" FOREIGN KEY ("partner_id","envelope_id") REFERENCES "public"."emails"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "customer_notes" ADD CONSTRAINT "customer_notes_author_of_partner" FOREIGN KEY ("partner_id","author_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_owner_of_partner" FOREIGN KEY ("partner_id","owner_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_creator_of_partner" FOREIGN KEY ("partner_id","created_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_doer_of_partner" FOREIGN KEY ("partner_id","done_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "locations" ADD CONSTRAINT "locations_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "locations" ADD CONSTRAINT "locations_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_ended_by_users_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_heir_of_partner" FOREIGN KEY ("partner_id","heir_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "operator_grants" ADD CONSTRAINT "operator_grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "operator_grants" ADD CONSTRAINT "operator_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "partners" ADD CONSTRAINT "partners_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "partners" ADD CONSTRAINT "partners_suspended_by_users_id_fk" FOREIGN KEY ("suspended_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_of_member" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_of_member" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_run_id_payment_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."payment_runs"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_lines" ADD CONSTRAINT "payment_lines_payment_of_partner" FOREIGN KEY ("partner_id","payment_id") REFERENCES "public"."payments"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_files" ADD CONSTRAINT "payment_files_run_id_payment_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."payment_runs"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_runs" ADD CONSTRAINT "payment_runs_opened_by_users_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_runs" ADD CONSTRAINT "payment_runs_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_runs" ADD CONSTRAINT "payment_runs_frozen_by_users_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_runs" ADD CONSTRAINT "payment_runs_account_version_programme_accounts_version_fk" FOREIGN KEY ("account_version") REFERENCES "public"."programme_accounts"("version") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payment_runs" ADD CONSTRAINT "payment_runs_cancelled_by_users_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payments" ADD CONSTRAINT "payments_run_id_payment_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."payment_runs"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payments" ADD CONSTRAINT "payments_told_by_users_id_fk" FOREIGN KEY ("told_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payments" ADD CONSTRAINT "payments_returned_by_users_id_fk" FOREIGN KEY ("returned_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payments" ADD CONSTRAINT "payments_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "payments" ADD CONSTRAINT "payments_payee_of_location" FOREIGN KEY ("partner_id","location_id","payee_version") REFERENCES "public"."payee_profiles"("partner_id","location_id","version") ON DELETE no action ON UPDATE no action;
ALTER TABLE "programme_accounts" ADD CONSTRAINT "programme_accounts_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_uploader_of_partner" FOREIGN KEY ("partner_id","uploaded_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_remover_of_partner" FOREIGN KEY ("partner_id","removed_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_surveys" ADD CONSTRAINT "claim_surveys_release_of_partner" FOREIGN KEY ("partner_id","release_id") REFERENCES "public"."contact_releases"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_surveys" ADD CONSTRAINT "claim_surveys_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "claim_surveys" ADD CONSTRAINT "claim_surveys_sender_of_partner" FOREIGN KEY ("partner_id","created_by") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "survey_links" ADD CONSTRAINT "survey_links_survey_of_partner" FOREIGN KEY ("partner_id","survey_id") REFERENCES "public"."claim_surveys"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "location_qualifications" ADD CONSTRAINT "location_qualifications_of_location" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "round_days" ADD CONSTRAINT "round_days_round_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_of_partner" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "sign_in_rules" ADD CONSTRAINT "sign_in_rules_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sign_in_rules" ADD CONSTRAINT "sign_in_rules_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "sign_in_rules" ADD CONSTRAINT "sign_in_rules_break_glass_of_partner" FOREIGN KEY ("partner_id","break_glass_id") REFERENCES "public"."memberships"("partner_id","user_id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "template_files" ADD CONSTRAINT "template_files_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "tenant_domains" ADD CONSTRAINT "tenant_domains_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "tenant_eligibility" ADD CONSTRAINT "tenant_eligibility_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "tenant_eligibility" ADD CONSTRAINT "tenant_eligibility_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "tenant_usage" ADD CONSTRAINT "tenant_usage_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_barred_by_users_id_fk" FOREIGN KEY ("barred_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_merged_into" FOREIGN KEY ("merged_into") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_versions" ADD CONSTRAINT "engagement_versions_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_versions" ADD CONSTRAINT "engagement_versions_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_versions" ADD CONSTRAINT "engagement_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_versions" ADD CONSTRAINT "engagement_versions_withdrawn_by_users_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_versions" ADD CONSTRAINT "engagement_versions_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "band_proposals" ADD CONSTRAINT "band_proposals_band_market_bands_key_fk" FOREIGN KEY ("band") REFERENCES "public"."market_bands"("key") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "band_proposals" ADD CONSTRAINT "band_proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "engagement_types" ADD CONSTRAINT "engagement_types_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "market_bands" ADD CONSTRAINT "market_bands_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "market_countries" ADD CONSTRAINT "market_countries_band_market_bands_key_fk" FOREIGN KEY ("band") REFERENCES "public"."market_bands"("key") ON DELETE no action ON UPDATE no action;
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "partner_roles" ADD CONSTRAINT "partner_roles_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "proof_kinds" ADD CONSTRAINT "proof_kinds_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "qualifications" ADD CONSTRAINT "qualifications_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "review_reasons" ADD CONSTRAINT "review_reasons_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "solution_areas" ADD CONSTRAINT "solution_areas_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "forgotten_rounds" ADD CONSTRAINT "forgotten_rounds_association" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_placed_by_users_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_lifted_by_users_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_claim" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "person_requests" ADD CONSTRAINT "person_requests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "person_requests" ADD CONSTRAINT "person_requests_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "person_requests" ADD CONSTRAINT "person_requests_erase_by_users_id_fk" FOREIGN KEY ("erase_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_id","at");
CREATE INDEX "bulk_run_rows_association" ON "bulk_run_rows" USING btree ("association_id");
CREATE INDEX "bulk_run_rows_claim" ON "bulk_run_rows" USING btree ("claim_id");
CREATE INDEX "bulk_run_rows_request" ON "bulk_run_rows" USING btree ("request_id");
CREATE INDEX "bulk_run_rows_location" ON "bulk_run_rows" USING btree ("location_id");
CREATE INDEX "bulk_run_rows_tenant" ON "bulk_run_rows" USING btree ("tenant_id");
CREATE INDEX "bulk_runs_id" ON "bulk_runs" USING btree ("id");
CREATE INDEX "bulk_runs_list" ON "bulk_runs" USING btree ("partner_id","made_at","id");
CREATE INDEX "bulk_runs_recent" ON "bulk_runs" USING btree ("made_at","id");
CREATE INDEX "bulk_runs_file" ON "bulk_runs" USING btree ("sha256");
CREATE INDEX "bulk_runs_rows" ON "bulk_runs" USING btree ("rows_sha256");
CREATE INDEX "claim_lines_search" ON "claim_lines" USING gin ("partner_id",search gin_trgm_ops);
CREATE UNIQUE INDEX "claim_lines_by_number" ON "claim_lines" USING btree ("partner_id","number");
CREATE INDEX "claim_lines_by_due" ON "claim_lines" USING btree ("partner_id","due_at","number");
CREATE INDEX "claim_lines_by_name" ON "claim_lines" USING btree ("partner_id","name","number");
CREATE INDEX "claim_lines_by_status_number" ON "claim_lines" USING btree ("partner_id","status","number");
CREATE INDEX "claim_lines_by_status_due" ON "claim_lines" USING btree ("partner_id","status","due_at","number");
CREATE INDEX "claim_lines_by_status_name" ON "claim_lines" USING btree ("partner_id","status","name","number");
CREATE INDEX "claim_lines_by_place_number" ON "claim_lines" USING btree ("partner_id","location_id","engagement_id","status","number");
CREATE INDEX "claim_lines_by_place_due" ON "claim_lines" USING btree ("partner_id","location_id","engagement_id","status","due_at","number");
CREATE INDEX "claim_lines_by_place_name" ON "claim_lines" USING btree ("partner_id","location_id","engagement_id","status","name","number");
CREATE INDEX "claim_lines_by_owner" ON "claim_lines" USING btree ("partner_id","owner_id","due_at","number");
CREATE INDEX "claim_lines_by_tenant" ON "claim_lines" USING btree ("tenant_id","partner_id");
CREATE INDEX "claim_lines_to_fix" ON "claim_lines" USING btree ("partner_id","location_id","due_at","claim_id") WHERE status in ('action_required', 'rejected');
CREATE INDEX "claim_lines_lost_mail" ON "claim_lines" USING btree ("partner_id","location_id","due_at","claim_id") WHERE lost_surveys <> '{}';
CREATE INDEX "claim_returns_claim" ON "claim_returns" USING btree ("partner_id","claim_id");
CREATE UNIQUE INDEX "claim_returns_reference" ON "claim_returns" USING btree ("reference");
CREATE INDEX "claim_comments_id" ON "claim_comments" USING btree ("id");
CREATE INDEX "claim_comments_claim" ON "claim_comments" USING btree ("claim_id","created_at");
CREATE INDEX "claim_reviews_claim" ON "claim_reviews" USING btree ("claim_id","decided_at");
CREATE INDEX "workshop_claims_id" ON "workshop_claims" USING btree ("id");
CREATE INDEX "workshop_claims_partner_contact" ON "workshop_claims" USING btree ("partner_id",lower("partner_contact_email"));
CREATE UNIQUE INDEX "workshop_claims_payment_key" ON "workshop_claims" USING btree ("payment_reference") WHERE payment_id is null;
CREATE INDEX "workshop_claims_by_due" ON "workshop_claims" USING btree ("partner_id","due_at","number");
CREATE INDEX "workshop_claims_by_status_due" ON "workshop_claims" USING btree ("partner_id","status","due_at","number");
CREATE INDEX "workshop_claims_by_number" ON "workshop_claims" USING btree ("partner_id","number");
CREATE INDEX "workshop_claims_to_review" ON "workshop_claims" USING btree ("status","submitted_at","number");
CREATE INDEX "workshop_claims_disputed" ON "workshop_claims" USING btree ("status","disputed_at","number") WHERE status = 'disputed';
CREATE INDEX "workshop_claims_to_decide" ON "workshop_claims" USING btree ("status","review_due_at","number");
CREATE INDEX "workshop_claims_by_submission" ON "workshop_claims" USING btree ("submitted_at","number") WHERE submitted_at is not null;
CREATE INDEX "workshop_claims_clock" ON "workshop_claims" USING btree ("due_at") WHERE status in ('action_required', 'rejected');
CREATE INDEX "answer_codes_id" ON "answer_codes" USING btree ("id");
CREATE INDEX "answer_codes_request" ON "answer_codes" USING btree ("request_id","created_at");
CREATE INDEX "consent_links_id" ON "consent_links" USING btree ("id");
CREATE UNIQUE INDEX "consent_links_token_key" ON "consent_links" USING btree ("token_hash");
CREATE INDEX "consent_links_request" ON "consent_links" USING btree ("request_id");
CREATE INDEX "consent_reports_recent" ON "consent_reports" USING btree ("created_at","id");
CREATE INDEX "consent_reports_open" ON "consent_reports" USING btree ("created_at","id") WHERE done_at is null;
CREATE INDEX "consent_requests_id" ON "consent_requests" USING btree ("id");
CREATE UNIQUE INDEX "consent_requests_one_live" ON "consent_requests" USING btree ("partner_id","association_id") WHERE replaced_at is null and closed_at is null;
CREATE INDEX "consent_requests_association" ON "consent_requests" USING btree ("association_id");
CREATE INDEX "consent_requests_release" ON "consent_requests" USING btree ("release_id");
CREATE INDEX "consent_requests_partner_contact" ON "consent_requests" USING btree ("partner_id",lower("partner_contact_email"));
CREATE UNIQUE INDEX "contact_bans_once" ON "contact_bans" USING btree ("partner_id","tenant_id","mailbox") WHERE lifted_at is null;
CREATE INDEX "contact_bans_request" ON "contact_bans" USING btree ("request_id");
CREATE UNIQUE INDEX "reminder_switches_token_key" ON "reminder_switches" USING btree ("token_hash");
CREATE INDEX "wrong_contacts_request" ON "wrong_contacts" USING btree ("partner_id","request_id","created_at");
CREATE INDEX "contact_releases_id" ON "contact_releases" USING btree ("id");
CREATE UNIQUE INDEX "contact_releases_once" ON "contact_releases" USING btree ("partner_id","tenant_id",lower("contact_email")) WHERE decision is distinct from 'refused';
CREATE INDEX "contact_releases_waiting" ON "contact_releases" USING btree ("asked_at","id") WHERE decision is null;
CREATE INDEX "associations_id" ON "associations" USING btree ("id");
CREATE UNIQUE INDEX "associations_one_open" ON "associations" USING btree ("partner_id","engagement_id","tenant_id") WHERE ended_at is null;
CREATE UNIQUE INDEX "associations_one_consent" ON "associations" USING btree ("engagement_id","tenant_id","consent_slot") WHERE consented_at is not null and ended_at is null;
CREATE INDEX "associations_tenant" ON "associations" USING btree ("engagement_id","tenant_id");
CREATE INDEX "associations_of_tenant" ON "associations" USING btree ("partner_id","tenant_id") WHERE ended_at is null;
CREATE INDEX "associations_ended_of_tenant" ON "associations" USING btree ("tenant_id") WHERE ended_at is not null;
CREATE INDEX "associations_history" ON "associations" USING btree ("partner_id","engagement_id","ended_at");
CREATE INDEX "associations_search" ON "associations" USING gin ("partner_id",search gin_trgm_ops) WHERE search is not null;
CREATE INDEX "associations_consent_clock" ON "associations" USING btree ("consent_due_at") WHERE ended_at is null and consented_at is null;
CREATE INDEX "associations_delivery_clock" ON "associations" USING btree ("delivery_due_at") WHERE ended_at is null and consented_at is not null and submitted_at is null;
CREATE INDEX "associations_lapsed" ON "associations" USING btree ("ended_at") WHERE end_reason in ('consent_expired', 'delivery_expired');
CREATE INDEX "customers_search" ON "customers" USING gin ("partner_id","engagement_id",search gin_trgm_ops);
CREATE INDEX "customers_by_tenant" ON "customers" USING btree ("tenant_id","engagement_id");
CREATE UNIQUE INDEX "customers_association" ON "customers" USING btree ("partner_id","association_id");
CREATE INDEX "customers_attention" ON "customers" USING btree ("partner_id","location_id","status","due_at","association_id") WHERE tab = 'eligible' and association_id is not null;
CREATE INDEX "customers_lost_mail" ON "customers" USING btree ("partner_id","location_id","due_at","association_id") WHERE status = 'asked' and mail_state in ('bounced', 'complained', 'failed');
CREATE INDEX "customers_by_name" ON "customers" USING btree ("partner_id","engagement_id","tab","name","tenant_id");
CREATE INDEX "customers_lapsing" ON "customers" USING btree ("partner_id","engagement_id","tab","due_at") WHERE not known;
CREATE INDEX "customers_work_first" ON "customers" USING btree ("partner_id","engagement_id","tab","work_first","tenant_id");
CREATE INDEX "customers_running" ON "customers" USING btree ("partner_id","due_at","association_id") WHERE association_id is not null and claim_status is null and completed_at is null;
CREATE INDEX "customers_by_status_name" ON "customers" USING btree ("partner_id","engagement_id","tab","status","name","tenant_id");
CREATE INDEX "customers_status_work_first" ON "customers" USING btree ("partner_id","engagement_id","tab","status","work_first","tenant_id","due_at","location_id","mail_state","time_zone");
CREATE INDEX "customers_by_place_name" ON "customers" USING btree ("partner_id","engagement_id","tab","location_id","name","tenant_id");
CREATE INDEX "customers_place_work_first" ON "customers" USING btree ("partner_id","engagement_id","tab","location_id","work_first","tenant_id");
CREATE INDEX "customers_by_owner" ON "customers" USING btree ("partner_id","engagement_id","owner_id","tab");
CREATE INDEX "customers_undelivered" ON "customers" USING btree ("partner_id","engagement_id","due_at") WHERE status = 'asked' and mail_state in ('bounced', 'complained', 'failed');
CREATE INDEX "customers_known" ON "customers" USING btree ("partner_id","engagement_id","name","tenant_id") WHERE known;
CREATE INDEX "customers_known_asked" ON "customers" USING btree ("partner_id","engagement_id","name","tenant_id") WHERE known and status in ('to_ask', 'asked');
CREATE INDEX "customers_near" ON "customers" USING btree ("partner_id","engagement_id","name","tenant_id") WHERE near and status = 'criteria';
CREATE INDEX "drafts_id" ON "drafts" USING btree ("id");
CREATE INDEX "drafts_user" ON "drafts" USING btree ("user_id","updated_at");
CREATE INDEX "known_customers_tenant" ON "known_customers" USING btree ("tenant_id");
CREATE UNIQUE INDEX "digests_token" ON "digests" USING btree ("token_hash");
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");
CREATE INDEX "identities_user" ON "identities" USING btree ("user_id");
CREATE INDEX "enrolment_moves_location" ON "enrolment_moves" USING btree ("partner_id","location_id","moved_at");
CREATE INDEX "imported_rounds_run" ON "imported_rounds" USING btree ("run_id");
CREATE INDEX "import_refusals_of_run" ON "import_refusals" USING btree ("run_id","pass","line");
CREATE INDEX "import_runs_list" ON "import_runs" USING btree ("made_at","id");
CREATE INDEX "import_runs_file" ON "import_runs" USING btree ("sha256");
CREATE INDEX "import_runs_rows" ON "import_runs" USING btree ("rows_sha256");
CREATE UNIQUE INDEX "installation_once" ON "installation" USING btree ((true));
CREATE UNIQUE INDEX "programme_once" ON "programme" USING btree ((true));
CREATE UNIQUE INDEX "invitation_links_token_key" ON "invitation_links" USING btree ("token_hash");
CREATE INDEX "invitations_id" ON "invitations" USING btree ("id");
CREATE UNIQUE INDEX "invitations_one_open" ON "invitations" USING btree ("partner_id",lower("email")) WHERE accepted_at is null and withdrawn_at is null and roles <> '[]';
CREATE UNIQUE INDEX "role_requests_one_open" ON "role_requests" USING btree ("partner_id","user_id") WHERE decided_at is null;
CREATE INDEX "email_events_email" ON "email_events" USING btree ("email_id","occurred_at");
CREATE INDEX "emails_id" ON "emails" USING btree ("id");
CREATE UNIQUE INDEX "emails_provider_key" ON "emails" USING btree ("provider_id");
CREATE INDEX "emails_run" ON "emails" USING btree ("run_id","recipient_key");
CREATE INDEX "emails_envelope" ON "emails" USING btree ("envelope_id") WHERE envelope_id is not null;
CREATE INDEX "emails_to_gather" ON "emails" USING btree ("run_id","recipient") WHERE run_id is not null and envelope_id is null and state = 'queued';
CREATE UNIQUE INDEX "emails_once_a_run" ON "emails" USING btree ("partner_id","run_id","template","tenant_id","engagement_id","recipient_key") WHERE run_id is not null and kind = 'ask';
CREATE INDEX "emails_created" ON "emails" USING btree ("created_at");
CREATE INDEX "emails_association" ON "emails" USING btree ("association_id","created_at");
CREATE INDEX "emails_survey" ON "emails" USING btree ("survey_id","created_at");
CREATE INDEX "emails_round" ON "emails" USING btree ("round_id","created_at");
CREATE INDEX "emails_asked" ON "emails" USING btree ("partner_id","created_at") WHERE kind = 'ask' and not follows;
CREATE INDEX "emails_asked_in_runs" ON "emails" USING btree ("partner_id","created_at") WHERE kind = 'ask' and run_id is not null;
CREATE INDEX "emails_recipient" ON "emails" USING btree ("recipient_key","first_attempt_at") WHERE kind in ('ask', 'notice', 'word');
CREATE INDEX "emails_state" ON "emails" USING btree ("state","created_at");
CREATE INDEX "emails_trouble" ON "emails" USING btree ("created_at","id") WHERE state in ('bounced', 'complained', 'failed');
CREATE INDEX "customer_notes_tenant" ON "customer_notes" USING btree ("partner_id","tenant_id","created_at");
CREATE INDEX "customer_notes_of_tenant" ON "customer_notes" USING btree ("tenant_id");
CREATE INDEX "follow_ups_open" ON "follow_ups" USING btree ("partner_id","location_id","due_at","id") WHERE done_at is null;
CREATE INDEX "follow_ups_tenant" ON "follow_ups" USING btree ("tenant_id","partner_id");
CREATE INDEX "locations_id" ON "locations" USING btree ("id");
CREATE INDEX "memberships_user" ON "memberships" USING btree ("user_id");
CREATE INDEX "partners_name" ON "partners" USING btree (lower("name"),"country");
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");
CREATE UNIQUE INDEX "sessions_secret_key" ON "sessions" USING btree ("secret_hash");
CREATE INDEX "sign_in_tokens_expiry" ON "sign_in_tokens" USING btree ("expires_at");
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));
CREATE UNIQUE INDEX "payment_lines_claim_once" ON "payment_lines" USING btree ("partner_id","claim_id") WHERE state in ('in', 'paid');
CREATE INDEX "payment_lines_run" ON "payment_lines" USING btree ("run_id","claim_id");
CREATE INDEX "payment_lines_payment" ON "payment_lines" USING btree ("partner_id","payment_id");
CREATE INDEX "payment_lines_claim" ON "payment_lines" USING btree ("claim_id");
CREATE UNIQUE INDEX "payment_runs_one_open" ON "payment_runs" USING btree ((true)) WHERE frozen_at is null and cancelled_at is null;
CREATE INDEX "payments_run" ON "payments" USING btree ("run_id","place");
CREATE INDEX "payments_location" ON "payments" USING btree ("partner_id","location_id");
CREATE UNIQUE INDEX "payments_reference" ON "payments" USING btree ("reference");
CREATE INDEX "claim_documents_id" ON "claim_documents" USING btree ("id");
CREATE UNIQUE INDEX "claim_documents_place" ON "claim_documents" USING btree ("partner_id","claim_id","place") WHERE removed_at is null;
CREATE INDEX "claim_documents_claim" ON "claim_documents" USING btree ("claim_id","uploaded_at");
CREATE INDEX "claim_documents_bytes" ON "claim_documents" USING btree ("sha256");
CREATE INDEX "claim_documents_waiting" ON "claim_documents" USING btree ("quarantined_at") WHERE quarantined_at is not null and scanned_at is null;
CREATE INDEX "claim_surveys_id" ON "claim_surveys" USING btree ("id");
CREATE INDEX "claim_surveys_claim" ON "claim_surveys" USING btree ("claim_id","kind");
CREATE UNIQUE INDEX "claim_surveys_one_live" ON "claim_surveys" USING btree ("partner_id","claim_id","kind") WHERE replaced_at is null and closed_at is null;
CREATE INDEX "claim_surveys_release" ON "claim_surveys" USING btree ("release_id");
CREATE UNIQUE INDEX "survey_links_token_key" ON "survey_links" USING btree ("token_hash");
CREATE INDEX "survey_links_survey" ON "survey_links" USING btree ("survey_id");
CREATE INDEX "round_days_standing" ON "round_days" USING btree ("partner_id","until_day");
CREATE INDEX "saved_views_of_place" ON "saved_views" USING btree ("partner_id","user_id");
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree (coalesce("partner_id", '00000000-0000-0000-0000-000000000000'::uuid),coalesce("user_id", '00000000-0000-0000-0000-000000000000'::uuid),"path",lower("name"));
CREATE UNIQUE INDEX "saved_views_default" ON "saved_views" USING btree (coalesce("partner_id", '00000000-0000-0000-0000-000000000000'::uuid),coalesce("user_id", '00000000-0000-0000-0000-000000000000'::uuid),"path") WHERE is_default;
CREATE INDEX "devices_last" ON "devices" USING btree ("last_at");
CREATE INDEX "template_files_bytes" ON "template_files" USING btree ("sha256");
CREATE INDEX "tenant_domains_tenant" ON "tenant_domains" USING btree ("tenant_id");
CREATE INDEX "tenant_domains_prefix" ON "tenant_domains" USING btree ("domain" text_pattern_ops);
CREATE INDEX "tenant_eligibility_tenant" ON "tenant_eligibility" USING btree ("tenant_id");
CREATE INDEX "tenants_merged" ON "tenants" USING btree ("merged_into") WHERE merged_into is not null;
CREATE INDEX "tenants_tpid" ON "tenants" USING btree ("tpid");
CREATE INDEX "tenants_by_name" ON "tenants" USING btree ("name","id");
CREATE INDEX "tenants_search" ON "tenants" USING gin (search gin_trgm_ops);
CREATE UNIQUE INDEX "engagement_versions_one_a_day" ON "engagement_versions" USING btree ("engagement_id","holds_from") WHERE published_at is not null and withdrawn_at is null;
CREATE UNIQUE INDEX "engagement_versions_one_draft" ON "engagement_versions" USING btree ("engagement_id") WHERE published_at is null;
CREATE UNIQUE INDEX "market_bands_one_elsewhere" ON "market_bands" USING btree ("elsewhere") WHERE elsewhere;
CREATE UNIQUE INDEX "legal_holds_tenant" ON "legal_holds" USING btree ("tenant_id") WHERE lifted_at is null;
CREATE UNIQUE INDEX "legal_holds_one_claim" ON "legal_holds" USING btree ("partner_id","claim_id") WHERE lifted_at is null;
CREATE INDEX "person_requests_asked" ON "person_requests" USING btree ("asked_at" DESC NULLS LAST,"id");

-- By hand.

-- What the owner alone may read: a schema that nobody else may enter.
create schema private;
revoke all on schema private from public;
create table private.logins (
  role text primary key,
  password text not null,
  made_at timestamptz not null default now()
);

-- The key of the seal on who asks (`app_seal`), padded as HMAC wants it; made once, by chance.
create table private.seal (
  single boolean primary key default true check (single),
  inner_pad bytea not null,
  outer_pad bytea not null
);
-- Hashes of the keys by which the product itself asks, and the role that each is good for.
create table private.keys (
  role text not null,
  hash bytea not null,
  actor text not null check (actor in ('door', 'system')),
  since timestamptz not null default now(),
  primary key (role, hash)
);

-- What only piles up stands in partitions by month (O13), of which `make_months` makes more; drizzle draws them as one table.
-- They are in the private schema: nobody reaches one but through its table. What fits no month is in the rest.
drop table email_events;
create table email_events (
  id text not null,
  partner_id uuid not null,
  email_id uuid,
  type text not null,
  occurred_at timestamp (3) with time zone not null,
  received_at timestamp (3) with time zone not null,
  detail text,
  constraint email_events_partner_id_id_occurred_at_pk primary key (partner_id, id, occurred_at),
  constraint email_events_length check (length(email_events.id) <= 4000 and length(email_events.type) <= 4000 and length(email_events.detail) <= 4000),
  constraint email_events_email_of_partner foreign key (partner_id, email_id) references emails (partner_id, id)
) partition by range (occurred_at);
create index email_events_email on email_events (email_id, occurred_at);
create table private.email_events_rest partition of email_events default;
alter table private.email_events_rest enable row level security;

-- These two tables name each other.
alter table associations add constraint associations_renews_own foreign key (partner_id, renews_claim_id)
  references workshop_claims (partner_id, id);
-- An import of a new month marks every tenant as changed. With room on its page a row's next version
-- stays there, and the indexes need no new entry.
alter table tenants set (fillfactor = 50);
-- The pace of sending: as many slots as e-mails may leave within one second.
insert into mail_slots (id, free_at) select n, 'epoch' from generate_series(1, 1000) n;
-- The moves of a claim (section 6), the same as in `lib/claims/rules.ts`.
insert into claim_moves (from_status, to_status, mover) values
  ('editing', 'submitted', 'partner'),
  ('editing', 'cancelled', 'partner'),
  ('editing', 'cancelled', 'customer'),
  ('editing', 'cancelled', 'operator'),
  ('editing', 'not_submitted_expired', 'clock'),
  ('submitted', 'under_review', 'operator'),
  ('under_review', 'action_required', 'operator'),
  ('under_review', 'approved', 'operator'),
  ('under_review', 'rejected', 'operator'),
  ('action_required', 'submitted', 'partner'),
  ('action_required', 'post_submission_expired', 'clock'),
  ('approved', 'paid', 'operator'),
  ('paid', 'approved', 'bank'),
  ('rejected', 'disputed', 'partner'),
  ('rejected', 'dispute_expired', 'clock'),
  ('disputed', 'approved', 'operator'),
  ('disputed', 'rejected_final', 'operator');
-- W12: why a claim is given back or rejected, until the programme says otherwise.
insert into review_reasons (key, label_en, label_nl, about) values
  ('customer_name_missing', 'The name of the customer is missing', 'De naam van de klant ontbreekt', 'invoice'),
  ('wrong_amount', 'The amount is not right', 'Het bedrag klopt niet', 'invoice'),
  ('wrong_date', 'The date is not right', 'De datum klopt niet', 'invoice'),
  ('wrong_customer', 'It names another customer', 'Er staat een andere klant op', 'invoice'),
  ('incomplete', 'It is not complete', 'Het is niet volledig', 'files'),
  ('unreadable', 'It cannot be read', 'Het is niet leesbaar', 'files'),
  ('not_this_workshop', 'It is about another workshop', 'Het gaat over een andere workshop', 'findings_and_recommendations'),
  ('customer_not_named', 'It does not name the customer', 'De klant staat er niet in', 'findings_and_recommendations'),
  ('personal_data_visible', 'People’s personal data can be seen', 'Er zijn persoonsgegevens zichtbaar', 'files'),
  ('old_template', 'It uses an old template', 'De sjabloon is verouderd', 'findings_and_recommendations'),
  ('contradicts_documents', 'The answers contradict the documents', 'De antwoorden kloppen niet met de documenten', 'surveys'),
  ('wrong_person', 'Somebody else answered than who was asked', 'Iemand anders heeft geantwoord dan werd gevraagd', 'surveys'),
  ('outside_window', 'The workshop took place outside the time allowed', 'De workshop viel buiten de toegestane periode', 'general'),
  ('other', 'Another reason, see the comment', 'Een andere reden, zie de opmerking', 'general');
