CREATE TABLE "reminder_switches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"off_at" timestamp (3) with time zone,
	CONSTRAINT "reminder_switches_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "mail_pace" (
	"id" smallint PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "sender" text;--> statement-breakpoint
ALTER TABLE "emails" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reminder_switches" ADD CONSTRAINT "reminder_switches_request_of_partner" FOREIGN KEY ("partner_id","request_id") REFERENCES "public"."consent_requests"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reminder_switches_token_key" ON "reminder_switches" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "associations_lapsed" ON "associations" USING btree ("ended_at") WHERE end_reason in ('consent_expired', 'delivery_expired');--> statement-breakpoint

alter table mail_pace enable row level security;
--> statement-breakpoint
alter table mail_pace force row level security;
--> statement-breakpoint
create policy system_only on mail_pace for all using (app_actor() = 'system');
--> statement-breakpoint
insert into mail_pace (id, next_at) values (1, 'epoch');
--> statement-breakpoint
revoke insert, delete on mail_pace from mci_application;
--> statement-breakpoint
alter table reminder_switches enable row level security;
--> statement-breakpoint
alter table reminder_switches force row level security;
--> statement-breakpoint
create policy own on reminder_switches for all using (
  app_owns(partner_id) and (app_actor() <> 'visitor' or request_id = app_request()));
--> statement-breakpoint
revoke delete on reminder_switches from mci_application;
--> statement-breakpoint
create function find_reminder_switch(p_token_hash bytea) returns table (switch_id uuid, partner_id uuid, request_id uuid)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.partner_id, s.request_id from reminder_switches s where s.token_hash = p_token_hash
$$;
--> statement-breakpoint
-- One key at the provider, one body: what was rendered once never changes, nor to whom it goes.
create function email_body_stays() returns trigger language plpgsql as $$
begin
  if (new.recipient, new.reply_to, new.headers, new.template, new.variables)
      is distinct from (old.recipient, old.reply_to, old.headers, old.template, old.variables)
    or (old.html is not null and (new.sender, new.subject, new.html, new.text)
      is distinct from (old.sender, old.subject, old.html, old.text)) then
    raise exception 'the body of an e-mail does not change'
      using errcode = 'check_violation', constraint = 'emails_body_stays';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger emails_body_stays before update on emails for each row execute function email_body_stays();
--> statement-breakpoint
grant execute on function find_reminder_switch(bytea) to mci_application;
