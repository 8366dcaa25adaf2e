CREATE TYPE "public"."claim_status" AS ENUM('editing', 'submitted', 'under_review', 'action_required', 'approved', 'paid', 'rejected', 'disputed', 'rejected_final', 'cancelled', 'not_submitted_expired', 'post_submission_expired', 'dispute_expired');--> statement-breakpoint
CREATE TYPE "public"."end_reason" AS ENUM('declined', 'consent_expired', 'withdrawn', 'delivery_expired', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."origin" AS ENUM('added', 'claimed');--> statement-breakpoint
CREATE TYPE "public"."enrolment" AS ENUM('invited', 'action_required', 'validating', 'enrolled', 'inactive', 'discontinued');--> statement-breakpoint
CREATE TYPE "public"."incentives_role" AS ENUM('incentives_admin', 'incentives_user');--> statement-breakpoint
CREATE TYPE "public"."payee_profile" AS ENUM('missing', 'validating', 'valid', 'rejected');--> statement-breakpoint
CREATE TABLE "audit_heads" (
	"chain" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"event" text NOT NULL,
	"subject_id" uuid,
	"data" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_log_chain_seq_pk" PRIMARY KEY("chain","seq")
);
--> statement-breakpoint
CREATE TABLE "workshop_claims" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" integer NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"status" "claim_status" DEFAULT 'editing' NOT NULL,
	"friendly_name" text,
	"payout_usd" integer,
	"band" text NOT NULL,
	"rate_valid_from" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "workshop_claims_number_unique" UNIQUE("number"),
	CONSTRAINT "workshop_claims_association_id_unique" UNIQUE("association_id"),
	CONSTRAINT "workshop_claims_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "workshop_claims_seven_digits" CHECK ("workshop_claims"."number" between 1000000 and 9999999)
);
--> statement-breakpoint
CREATE TABLE "answer_codes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
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
	CONSTRAINT "answer_codes_attempts" CHECK ("answer_codes"."attempts" between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "consent_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
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
	"audit_hash" text NOT NULL,
	CONSTRAINT "consent_decisions_one_per_request" UNIQUE("request_id"),
	CONSTRAINT "consent_decisions_one_per_association" UNIQUE("association_id"),
	CONSTRAINT "consent_decisions_in_time" CHECK ("consent_decisions"."decided_at" < "consent_decisions"."consent_due_at"),
	CONSTRAINT "consent_decisions_named" CHECK (length(trim("consent_decisions"."full_name")) >= 2),
	CONSTRAINT "consent_decisions_reason_on_decline" CHECK ("consent_decisions"."reason" is null or "consent_decisions"."decision" = 'decline')
);
--> statement-breakpoint
CREATE TABLE "consent_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"message" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
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
	"replaced_at" timestamp (3) with time zone,
	CONSTRAINT "consent_requests_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "consent_requests_due_key" UNIQUE("id","association_id","consent_due_at"),
	CONSTRAINT "consent_requests_sent_in_time" CHECK ("consent_requests"."sent_at" < "consent_requests"."consent_due_at")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"association_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"days_before" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "reminders_once" UNIQUE("association_id","kind","days_before")
);
--> statement-breakpoint
CREATE TABLE "associations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"origin" "origin" NOT NULL,
	"claimed_tenant_id" uuid GENERATED ALWAYS AS (case when origin = 'claimed' then tenant_id end) STORED,
	"customer_email" text,
	"mismatch_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
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
	CONSTRAINT "associations_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "associations_due_key" UNIQUE("id","consent_due_at"),
	CONSTRAINT "associations_consent_in_time" CHECK ("associations"."consented_at" < "associations"."consent_due_at"),
	CONSTRAINT "associations_due_after_start" CHECK ("associations"."consent_due_at" > "associations"."created_at"),
	CONSTRAINT "associations_consent_whole" CHECK (("associations"."consented_at" is null) = ("associations"."delivery_due_at" is null) and ("associations"."consented_at" is null) = ("associations"."consent_slot" is null)),
	CONSTRAINT "associations_consent_was_asked" CHECK ("associations"."consented_at" is null or "associations"."requested_at" is not null),
	CONSTRAINT "associations_submit_after_consent" CHECK ("associations"."submitted_at" is null or "associations"."consented_at" is not null),
	CONSTRAINT "associations_submit_in_time" CHECK ("associations"."submitted_at" < "associations"."delivery_due_at"),
	CONSTRAINT "associations_end_whole" CHECK (("associations"."ended_at" is null) = ("associations"."end_reason" is null)),
	CONSTRAINT "associations_end_fits" CHECK (case "associations"."end_reason"
        when 'declined' then "associations"."consented_at" is null and "associations"."requested_at" is not null and "associations"."ended_at" < "associations"."consent_due_at"
        when 'consent_expired' then "associations"."consented_at" is null and "associations"."ended_at" >= "associations"."consent_due_at"
        when 'withdrawn' then "associations"."consented_at" is not null and "associations"."submitted_at" is null
        when 'delivery_expired' then "associations"."consented_at" is not null and "associations"."submitted_at" is null and "associations"."ended_at" >= "associations"."delivery_due_at"
        when 'cancelled' then "associations"."submitted_at" is null
        else true end),
	CONSTRAINT "associations_email_when_added" CHECK ("associations"."origin" <> 'added' or "associations"."customer_email" is not null)
);
--> statement-breakpoint
CREATE TABLE "customer_counts" (
	"partner_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"tab" text NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "customer_counts_partner_id_engagement_id_location_id_tab_status_pk" PRIMARY KEY("partner_id","engagement_id","location_id","tab","status")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"partner_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"search" text NOT NULL,
	"known" boolean NOT NULL,
	"criteria_met" boolean NOT NULL,
	"taken" text,
	"association_id" uuid,
	"location_id" uuid,
	"time_zone" text,
	"consent_due_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone,
	"mail_id" uuid,
	"mail_state" text,
	"consented_at" timestamp (3) with time zone,
	"delivery_due_at" timestamp (3) with time zone,
	"claim_number" integer,
	"claim_status" text,
	"tab" text GENERATED ALWAYS AS (case
          when claim_status is not null then 'complete'
          when consented_at is not null then 'eligible'
          when not criteria_met or taken is not null then 'ineligible'
          else 'eligible' end) STORED NOT NULL,
	"status" text GENERATED ALWAYS AS (case
          when claim_status is not null then claim_status
          when consented_at is not null then 'active'
          when not criteria_met then 'criteria'
          when taken is not null then taken
          when requested_at is not null then 'asked'
          when association_id is not null then 'to_ask'
          else 'known' end) STORED NOT NULL,
	"due_at" timestamp (3) with time zone GENERATED ALWAYS AS (case
          when claim_status is not null then '9999-12-31 00:00:00+00'::timestamptz
          when consented_at is not null then delivery_due_at
          else coalesce(consent_due_at, '9999-12-31 00:00:00+00'::timestamptz) end) STORED NOT NULL,
	CONSTRAINT "customers_partner_id_engagement_id_tenant_id_pk" PRIMARY KEY("partner_id","engagement_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"engagement_id" uuid NOT NULL,
	"subject_id" uuid,
	"values" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"result" jsonb
);
--> statement-breakpoint
CREATE TABLE "known_customers" (
	"partner_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "known_customers_partner_id_tenant_id_pk" PRIMARY KEY("partner_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "engagement_rates" (
	"engagement_id" uuid NOT NULL,
	"band" text NOT NULL,
	"valid_from" date NOT NULL,
	"amount_usd" integer,
	CONSTRAINT "engagement_rates_engagement_id_band_valid_from_pk" PRIMARY KEY("engagement_id","band","valid_from")
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"solution_area" text NOT NULL,
	"engagement_type" text NOT NULL,
	"partner_role" text NOT NULL,
	"summary" jsonb NOT NULL,
	"available_from" date NOT NULL,
	"available_until" date,
	"last_day_to_add" date,
	"consents_per_customer" integer DEFAULT 1 NOT NULL,
	"consent_days" integer NOT NULL,
	"delivery_days" integer NOT NULL,
	"review_days" integer NOT NULL,
	"dispute_days" integer NOT NULL,
	"clock_stands_still" boolean DEFAULT false NOT NULL,
	"partner_criteria" jsonb NOT NULL,
	"customer_criteria" jsonb NOT NULL,
	"customer_countries" text[],
	"poe" jsonb NOT NULL,
	"resources" jsonb NOT NULL,
	"demonstration_thresholds" boolean DEFAULT false NOT NULL,
	CONSTRAINT "engagements_slug_unique" UNIQUE("slug"),
	CONSTRAINT "engagements_slug_form" CHECK ("engagements"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "engagements_days_positive" CHECK ("engagements"."consent_days" > 0 and "engagements"."delivery_days" > 0 and "engagements"."review_days" > 0 and "engagements"."dispute_days" > 0),
	CONSTRAINT "engagements_consents_positive" CHECK ("engagements"."consents_per_customer" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "market_bands" (
	"country" text PRIMARY KEY NOT NULL,
	"band" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "email_events" (
	"id" text PRIMARY KEY NOT NULL,
	"email_id" uuid,
	"type" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "emails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"association_id" uuid,
	"template" text NOT NULL,
	"language" text NOT NULL,
	"recipient" text NOT NULL,
	"reply_to" text,
	"from_name" text,
	"variables" jsonb NOT NULL,
	"headers" jsonb,
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
	"state_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"mpn_id" text NOT NULL,
	"name" text NOT NULL,
	"city" text NOT NULL,
	"country" text NOT NULL,
	"time_zone" text NOT NULL,
	"enrolment" "enrolment" NOT NULL,
	"payee_profile" "payee_profile" NOT NULL,
	"qualifications" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "locations_mpn_id_unique" UNIQUE("mpn_id"),
	CONSTRAINT "locations_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "locations_mpn_id_digits" CHECK ("locations"."mpn_id" ~ '^[0-9]{5,10}$'),
	CONSTRAINT "locations_country_code" CHECK ("locations"."country" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"location_id" uuid,
	"role" "incentives_role" NOT NULL,
	"granted_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid,
	CONSTRAINT "role_grants_once" UNIQUE NULLS NOT DISTINCT("user_id","location_id","role")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_tokens" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid,
	"operator" boolean DEFAULT false NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"locale" text,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "users_operator_or_partner" CHECK ("users"."operator" = ("users"."partner_id" is null))
);
--> statement-breakpoint
CREATE TABLE "tenant_domains" (
	"domain" text PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	CONSTRAINT "tenant_domains_ascii_lower" CHECK ("tenant_domains"."domain" ~ '^[a-z0-9-]+([.][a-z0-9-]+)+$')
);
--> statement-breakpoint
CREATE TABLE "tenant_eligibility" (
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"met" boolean NOT NULL,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenant_eligibility_engagement_id_tenant_id_pk" PRIMARY KEY("engagement_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "tenant_usage" (
	"tenant_id" uuid NOT NULL,
	"month" date NOT NULL,
	"metrics" jsonb NOT NULL,
	CONSTRAINT "tenant_usage_tenant_id_month_pk" PRIMARY KEY("tenant_id","month"),
	CONSTRAINT "tenant_usage_first_of_month" CHECK (extract(day from "tenant_usage"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"country" text NOT NULL,
	"tpid" bigint,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenants_country_code" CHECK ("tenants"."country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "tenants_tpid_positive" CHECK ("tenants"."tpid" > 0)
);
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_codes" ADD CONSTRAINT "answer_codes_link_id_consent_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."consent_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_codes" ADD CONSTRAINT "answer_codes_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_link_id_consent_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."consent_links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_request" FOREIGN KEY ("request_id","association_id","consent_due_at") REFERENCES "public"."consent_requests"("id","association_id","consent_due_at") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_decisions" ADD CONSTRAINT "consent_decisions_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_links" ADD CONSTRAINT "consent_links_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_reports" ADD CONSTRAINT "consent_reports_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_due_of_association" FOREIGN KEY ("association_id","consent_due_at") REFERENCES "public"."associations"("id","consent_due_at") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_requests" ADD CONSTRAINT "consent_requests_sender_of_partner" FOREIGN KEY ("partner_id","sent_by") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_creator_of_partner" FOREIGN KEY ("partner_id","created_by") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_claimed_is_known" FOREIGN KEY ("partner_id","claimed_tenant_id") REFERENCES "public"."known_customers"("partner_id","tenant_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_association_of_partner" FOREIGN KEY ("partner_id","association_id") REFERENCES "public"."associations"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_user_of_partner" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_customers" ADD CONSTRAINT "known_customers_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_customers" ADD CONSTRAINT "known_customers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagement_rates" ADD CONSTRAINT "engagement_rates_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_events" ADD CONSTRAINT "email_events_email_id_emails_id_fk" FOREIGN KEY ("email_id") REFERENCES "public"."emails"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_granted_by_users_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_user_of_partner" FOREIGN KEY ("partner_id","user_id") REFERENCES "public"."users"("partner_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_location_of_partner" FOREIGN KEY ("partner_id","location_id") REFERENCES "public"."locations"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_partner_id_partners_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_domains" ADD CONSTRAINT "tenant_domains_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_eligibility" ADD CONSTRAINT "tenant_eligibility_engagement_id_engagements_id_fk" FOREIGN KEY ("engagement_id") REFERENCES "public"."engagements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_eligibility" ADD CONSTRAINT "tenant_eligibility_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenant_usage" ADD CONSTRAINT "tenant_usage_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_subject" ON "audit_log" USING btree ("subject_id","at");--> statement-breakpoint
CREATE INDEX "answer_codes_request" ON "answer_codes" USING btree ("request_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_links_token_key" ON "consent_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "consent_links_request" ON "consent_links" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_requests_one_live" ON "consent_requests" USING btree ("association_id") WHERE replaced_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "associations_one_open" ON "associations" USING btree ("partner_id","engagement_id","tenant_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "associations_one_consent" ON "associations" USING btree ("engagement_id","tenant_id","consent_slot") WHERE consented_at is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX "associations_tenant" ON "associations" USING btree ("engagement_id","tenant_id");--> statement-breakpoint
CREATE INDEX "associations_history" ON "associations" USING btree ("partner_id","engagement_id","ended_at");--> statement-breakpoint
CREATE INDEX "associations_consent_clock" ON "associations" USING btree ("consent_due_at") WHERE ended_at is null and consented_at is null;--> statement-breakpoint
CREATE INDEX "associations_delivery_clock" ON "associations" USING btree ("delivery_due_at") WHERE ended_at is null and consented_at is not null and submitted_at is null;--> statement-breakpoint
CREATE INDEX "customers_search" ON "customers" USING gin ("partner_id","engagement_id","search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "customers_by_tenant" ON "customers" USING btree ("tenant_id","engagement_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_association" ON "customers" USING btree ("association_id");--> statement-breakpoint
CREATE INDEX "customers_by_name" ON "customers" USING btree ("partner_id","engagement_id","tab","name","tenant_id");--> statement-breakpoint
CREATE INDEX "customers_by_due" ON "customers" USING btree ("partner_id","engagement_id","tab","due_at","tenant_id");--> statement-breakpoint
CREATE INDEX "customers_by_status_name" ON "customers" USING btree ("partner_id","engagement_id","tab","status","name","tenant_id");--> statement-breakpoint
CREATE INDEX "customers_by_status_due" ON "customers" USING btree ("partner_id","engagement_id","tab","status","due_at","tenant_id");--> statement-breakpoint
CREATE INDEX "drafts_user" ON "drafts" USING btree ("user_id","updated_at");--> statement-breakpoint
CREATE INDEX "known_customers_tenant" ON "known_customers" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "email_events_email" ON "email_events" USING btree ("email_id","occurred_at");--> statement-breakpoint
CREATE UNIQUE INDEX "emails_provider_key" ON "emails" USING btree ("provider_id");--> statement-breakpoint
CREATE INDEX "emails_created" ON "emails" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "emails_association" ON "emails" USING btree ("association_id","created_at");--> statement-breakpoint
CREATE INDEX "emails_state" ON "emails" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "tenant_domains_tenant" ON "tenant_domains" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "tenant_eligibility_tenant" ON "tenant_eligibility" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "tenants_tpid" ON "tenants" USING btree ("tpid");