CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
ALTER TABLE "sign_in_tokens" ADD COLUMN "id" uuid NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_in_tokens" ADD COLUMN "return_to" text;--> statement-breakpoint
CREATE INDEX "consent_reports_recent" ON "consent_reports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "emails_trouble" ON "emails" USING btree ("created_at","id") WHERE state in ('bounced', 'complained', 'failed');--> statement-breakpoint
CREATE INDEX "sign_in_tokens_expiry" ON "sign_in_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tenant_domains_prefix" ON "tenant_domains" USING btree ("domain" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "tenants_by_name" ON "tenants" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "tenants_name_search" ON "tenants" USING gin (lower("name") gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "sign_in_tokens" ADD CONSTRAINT "sign_in_tokens_id_unique" UNIQUE("id");--> statement-breakpoint

-- Asked for outside of any actor's transaction, before anybody is known: open to the application.
alter table rate_limits enable row level security;
--> statement-breakpoint
alter table rate_limits force row level security;
--> statement-breakpoint
create policy counts on rate_limits for all using (true);
--> statement-breakpoint
-- How long each chain of the audit log is, without reading it.
create function audit_chains() returns table (chains bigint, links bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select count(*), coalesce(sum(seq), 0)::bigint from audit_heads
$$;
--> statement-breakpoint
grant execute on function audit_chains() to mci_application;
