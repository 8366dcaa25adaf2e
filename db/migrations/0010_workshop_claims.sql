ALTER TYPE "public"."end_reason" ADD VALUE 'claim_expired';
--> statement-breakpoint
CREATE TABLE "claim_comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"parent_id" uuid,
	"author_kind" text NOT NULL,
	"author_id" uuid NOT NULL,
	"author_name" text NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_comments_claim_key" UNIQUE("partner_id","claim_id","id"),
	CONSTRAINT "claim_comments_not_empty" CHECK (length(trim("claim_comments"."body")) between 1 and 4000)
);
--> statement-breakpoint
CREATE TABLE "claim_moves" (
	"from_status" "claim_status" NOT NULL,
	"to_status" "claim_status" NOT NULL,
	"mover" text NOT NULL,
	CONSTRAINT "claim_moves_from_status_to_status_mover_pk" PRIMARY KEY("from_status","to_status","mover")
);
--> statement-breakpoint
CREATE TABLE "claim_reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"decision" text NOT NULL,
	"reasons" jsonb NOT NULL,
	"comment" text NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"reviewer_name" text NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "claim_reviews_reasoned" CHECK ("claim_reviews"."decision" = 'approved' or (jsonb_array_length("claim_reviews"."reasons") > 0 and length(trim("claim_reviews"."comment")) > 0))
);
--> statement-breakpoint
CREATE TABLE "claim_documents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
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
	CONSTRAINT "claim_documents_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "claim_documents_size" CHECK ("claim_documents"."size" between 1 and 10485760),
	CONSTRAINT "claim_documents_places" CHECK ("claim_documents"."place" between 1 and 10),
	CONSTRAINT "claim_documents_hash" CHECK (length("claim_documents"."sha256") = 32),
	CONSTRAINT "claim_documents_name" CHECK (length("claim_documents"."name") between 1 and 255 and "claim_documents"."name" !~ '[/\\[:cntrl:]]'),
	CONSTRAINT "claim_documents_removed_whole" CHECK (("claim_documents"."removed_at" is null) = ("claim_documents"."removed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "claim_surveys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"recipient_name" text NOT NULL,
	"recipient_email" text NOT NULL,
	"language" text NOT NULL,
	"questions" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"answered_name" text,
	"answers" jsonb,
	"ip_address" text,
	"user_agent" text,
	CONSTRAINT "claim_surveys_partner_id_key" UNIQUE("partner_id","id"),
	CONSTRAINT "claim_surveys_answer_whole" CHECK (("claim_surveys"."answered_at" is null) = ("claim_surveys"."answers" is null) and ("claim_surveys"."answered_at" is null) = ("claim_surveys"."answered_name" is null)),
	CONSTRAINT "claim_surveys_answered_stays" CHECK ("claim_surveys"."answered_at" is null or "claim_surveys"."replaced_at" is null)
);
--> statement-breakpoint
CREATE TABLE "survey_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"survey_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reminders" DROP CONSTRAINT "reminders_once";
--> statement-breakpoint
ALTER TABLE "associations" DROP CONSTRAINT "associations_end_fits";
--> statement-breakpoint
ALTER TABLE "workshop_claims" DROP CONSTRAINT "workshop_claims_association_of_partner";
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "engagement_id" uuid;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "tenant_id" uuid;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "location_id" uuid;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "time_zone" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "status_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "requires" text[];
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "delivery_due_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "review_due_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "dispute_due_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "dispute_days" integer;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "clock_stands_still" boolean;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "contact_first_name" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "contact_last_name" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "contact_title" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "contact_email" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "contact_language" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "partner_contact_name" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "partner_contact_email" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "invoice_number" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "invoice_amount" numeric(14, 2);
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "invoice_currency" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "workshop_from" date;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "workshop_until" date;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "submitted_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "submitted_by" uuid;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "reviewer_id" uuid;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "reviewer_since" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "rejected_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "disputed_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "approved_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "paid_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "payment_reference" text;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "renews_claim_id" uuid;
--> statement-breakpoint
-- Claims from before: what they are about, and whatever their status says must have happened.
update workshop_claims c set
  engagement_id = a.engagement_id, tenant_id = a.tenant_id, location_id = a.location_id, time_zone = a.time_zone,
  status_at = greatest(coalesce(a.ended_at, a.submitted_at, a.consented_at), case c.status::text
    when 'not_submitted_expired' then a.delivery_due_at
    when 'post_submission_expired' then f.review_due_at
    when 'dispute_expired' then f.dispute_due_at end),
  requires = array(select p ->> 'kind' from jsonb_array_elements(e.poe) p),
  delivery_due_at = a.delivery_due_at, review_due_at = f.review_due_at,
  dispute_days = e.dispute_days, clock_stands_still = e.clock_stands_still,
  contact_first_name = r.contact_first_name, contact_last_name = r.contact_last_name, contact_title = r.contact_title,
  contact_email = r.contact_email, contact_language = r.language,
  partner_contact_name = r.partner_contact_name, partner_contact_email = r.partner_contact_email,
  submitted_at = a.submitted_at,
  submitted_by = case when a.submitted_at is not null then a.created_by end,
  reviewer_id = case when c.status::text in ('under_review', 'action_required', 'approved', 'paid', 'rejected', 'disputed', 'rejected_final', 'dispute_expired') then f.reviewer end,
  reviewer_since = case when c.status::text in ('under_review', 'action_required', 'approved', 'paid', 'rejected', 'disputed', 'rejected_final', 'dispute_expired') and f.reviewer is not null then a.submitted_at end,
  rejected_at = case when c.status::text in ('rejected', 'disputed', 'rejected_final', 'dispute_expired') then a.submitted_at end,
  dispute_due_at = case when c.status::text in ('rejected', 'disputed', 'rejected_final', 'dispute_expired') then f.dispute_due_at end,
  disputed_at = case when c.status::text in ('disputed', 'rejected_final') then a.submitted_at end,
  approved_at = case when c.status::text in ('approved', 'paid') then a.submitted_at end,
  paid_at = case when c.status::text = 'paid' then a.submitted_at end,
  payment_reference = case when c.status::text = 'paid' then 'PAY-' || c.number end
from associations a
  join engagements e on e.id = a.engagement_id
  join consent_requests r on r.association_id = a.id and r.replaced_at is null
  cross join lateral (select
    ((a.consented_at at time zone a.time_zone)::date + e.review_days + 1)::timestamp at time zone a.time_zone as review_due_at,
    ((a.submitted_at at time zone a.time_zone)::date + e.dispute_days + 1)::timestamp at time zone a.time_zone as dispute_due_at,
    (select u.id from users u where u.operator order by u.created_at, u.id limit 1) as reviewer) f
where a.id = c.association_id;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "engagement_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "tenant_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "location_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "time_zone" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "status_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "requires" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "delivery_due_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "review_due_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "dispute_days" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "clock_stands_still" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "contact_first_name" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "contact_last_name" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "contact_title" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "contact_email" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "contact_language" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "partner_contact_name" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ALTER COLUMN "partner_contact_email" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD COLUMN "due_at" timestamp (3) with time zone GENERATED ALWAYS AS (case status
          when 'editing' then delivery_due_at
          when 'action_required' then review_due_at
          when 'rejected' then dispute_due_at
          else '9999-12-31 00:00:00+00'::timestamptz end) STORED NOT NULL;
--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "due_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "associations" ADD COLUMN "renews_claim_id" uuid;
--> statement-breakpoint
ALTER TABLE "engagements" ADD COLUMN "surveys" jsonb DEFAULT '{"partner":[],"customer":[]}'::jsonb NOT NULL;
--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "survey_id" uuid;
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "affiliated_partner_id" uuid;
--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_claim_key" UNIQUE("partner_id","id","engagement_id","tenant_id","location_id");
--> statement-breakpoint
ALTER TABLE "claim_comments" ADD CONSTRAINT "claim_comments_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_comments" ADD CONSTRAINT "claim_comments_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_comments" ADD CONSTRAINT "claim_comments_answers_same_claim" FOREIGN KEY ("partner_id","claim_id","parent_id") REFERENCES "public"."claim_comments"("partner_id","claim_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_reviews" ADD CONSTRAINT "claim_reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_reviews" ADD CONSTRAINT "claim_reviews_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_uploader_of_partner" FOREIGN KEY ("partner_id","uploaded_by") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_documents" ADD CONSTRAINT "claim_documents_remover_of_partner" FOREIGN KEY ("partner_id","removed_by") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_surveys" ADD CONSTRAINT "claim_surveys_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "claim_surveys" ADD CONSTRAINT "claim_surveys_sender_of_partner" FOREIGN KEY ("partner_id","created_by") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "survey_links" ADD CONSTRAINT "survey_links_survey_of_partner" FOREIGN KEY ("partner_id","survey_id") REFERENCES "public"."claim_surveys"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "claim_comments_claim" ON "claim_comments" USING btree ("claim_id","created_at");
--> statement-breakpoint
CREATE INDEX "claim_reviews_claim" ON "claim_reviews" USING btree ("claim_id","decided_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "claim_documents_place" ON "claim_documents" USING btree ("claim_id","place") WHERE removed_at is null;
--> statement-breakpoint
CREATE INDEX "claim_documents_claim" ON "claim_documents" USING btree ("claim_id","uploaded_at");
--> statement-breakpoint
CREATE INDEX "claim_documents_bytes" ON "claim_documents" USING btree ("sha256");
--> statement-breakpoint
CREATE UNIQUE INDEX "claim_surveys_one_live" ON "claim_surveys" USING btree ("claim_id","kind") WHERE replaced_at is null;
--> statement-breakpoint
CREATE UNIQUE INDEX "survey_links_token_key" ON "survey_links" USING btree ("token_hash");
--> statement-breakpoint
CREATE INDEX "survey_links_survey" ON "survey_links" USING btree ("survey_id");
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_renews_own" FOREIGN KEY ("partner_id","renews_claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_submitter_of_partner" FOREIGN KEY ("partner_id","submitted_by") REFERENCES "public"."users"("partner_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_association_of_partner" FOREIGN KEY ("partner_id","association_id","engagement_id","tenant_id","location_id") REFERENCES "public"."associations"("partner_id","id","engagement_id","tenant_id","location_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_affiliated_partner_id_partners_id_fk" FOREIGN KEY ("affiliated_partner_id") REFERENCES "public"."partners"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "workshop_claims_payment_key" ON "workshop_claims" USING btree ("payment_reference");
--> statement-breakpoint
CREATE INDEX "workshop_claims_by_due" ON "workshop_claims" USING btree ("partner_id","due_at","number");
--> statement-breakpoint
CREATE INDEX "workshop_claims_by_status_due" ON "workshop_claims" USING btree ("partner_id","status","due_at","number");
--> statement-breakpoint
CREATE INDEX "workshop_claims_by_number" ON "workshop_claims" USING btree ("partner_id","number");
--> statement-breakpoint
CREATE INDEX "workshop_claims_to_review" ON "workshop_claims" USING btree ("status","submitted_at","number");
--> statement-breakpoint
CREATE INDEX "workshop_claims_clock" ON "workshop_claims" USING btree ("due_at") WHERE status in ('action_required', 'rejected');
--> statement-breakpoint
CREATE INDEX "emails_survey" ON "emails" USING btree ("survey_id","created_at");
--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_once" UNIQUE NULLS NOT DISTINCT("association_id","kind","days_before","due_at");
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_submitted_whole" CHECK (("workshop_claims"."submitted_at" is null) = ("workshop_claims"."submitted_by" is null)
        and ("workshop_claims"."status"::text in ('editing', 'cancelled', 'not_submitted_expired')) = ("workshop_claims"."submitted_at" is null));
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_rejected_whole" CHECK (("workshop_claims"."rejected_at" is null) = ("workshop_claims"."dispute_due_at" is null)
        and ("workshop_claims"."status"::text not in ('rejected', 'disputed', 'rejected_final', 'dispute_expired') or "workshop_claims"."rejected_at" is not null));
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_dispute_in_time" CHECK (("workshop_claims"."disputed_at" is null or "workshop_claims"."disputed_at" < "workshop_claims"."dispute_due_at")
        and ("workshop_claims"."status"::text not in ('disputed', 'rejected_final') or "workshop_claims"."disputed_at" is not null));
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_paid_whole" CHECK (("workshop_claims"."status"::text = 'paid') = ("workshop_claims"."paid_at" is not null)
        and ("workshop_claims"."paid_at" is null) = ("workshop_claims"."payment_reference" is null)
        and ("workshop_claims"."status"::text in ('approved', 'paid')) = ("workshop_claims"."approved_at" is not null));
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_reviewer_whole" CHECK (("workshop_claims"."reviewer_id" is null) = ("workshop_claims"."reviewer_since" is null)
        and ("workshop_claims"."status"::text <> 'under_review' or "workshop_claims"."reviewer_id" is not null));
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_expired_late" CHECK (case "workshop_claims"."status"::text
        when 'not_submitted_expired' then "workshop_claims"."status_at" >= "workshop_claims"."delivery_due_at"
        when 'post_submission_expired' then "workshop_claims"."status_at" >= "workshop_claims"."review_due_at"
        when 'dispute_expired' then "workshop_claims"."status_at" >= "workshop_claims"."dispute_due_at"
        else true end);
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_invoice_whole" CHECK (("workshop_claims"."invoice_amount" is null) = ("workshop_claims"."invoice_currency" is null) and "workshop_claims"."invoice_amount" >= 0
        and "workshop_claims"."invoice_currency" ~ '^[A-Z]{3}$');
--> statement-breakpoint
ALTER TABLE "workshop_claims" ADD CONSTRAINT "workshop_claims_dates_in_order" CHECK ("workshop_claims"."workshop_from" <= "workshop_claims"."workshop_until");
--> statement-breakpoint
ALTER TABLE "associations" ADD CONSTRAINT "associations_end_fits" CHECK (case "associations"."end_reason"::text
        when 'declined' then "associations"."consented_at" is null and "associations"."requested_at" is not null and "associations"."ended_at" < "associations"."consent_due_at"
        when 'consent_expired' then "associations"."consented_at" is null and "associations"."ended_at" >= "associations"."consent_due_at"
        when 'withdrawn' then "associations"."consented_at" is not null and "associations"."submitted_at" is null
        when 'delivery_expired' then "associations"."consented_at" is not null and "associations"."submitted_at" is null and "associations"."ended_at" >= "associations"."delivery_due_at"
        when 'cancelled' then "associations"."submitted_at" is null
        when 'claim_expired' then "associations"."submitted_at" is not null
        else true end);
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_affiliation_of_staff" CHECK ("users"."operator" or "users"."affiliated_partner_id" is null);
