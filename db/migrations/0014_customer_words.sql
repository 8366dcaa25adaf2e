CREATE TABLE "customer_words" (
	"partner_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"tab" text NOT NULL,
	"word" text collate "C" NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"tenant_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"location_id" uuid,
	"known" boolean NOT NULL
);
--> statement-breakpoint
DROP INDEX "customers_search";--> statement-breakpoint
DROP INDEX "customers_by_status_due";--> statement-breakpoint
CREATE INDEX "customer_words_by_name" ON "customer_words" USING btree ("partner_id","engagement_id","tab","word","name","tenant_id","due_at","status","location_id","known");--> statement-breakpoint
CREATE INDEX "customer_words_by_due" ON "customer_words" USING btree ("partner_id","engagement_id","tab","word","due_at","tenant_id","status","location_id","known");--> statement-breakpoint
CREATE INDEX "customers_by_place_name" ON "customers" USING btree ("partner_id","engagement_id","tab","location_id","name","tenant_id");--> statement-breakpoint
CREATE INDEX "customers_by_place_due" ON "customers" USING btree ("partner_id","engagement_id","tab","location_id","due_at","tenant_id");--> statement-breakpoint
CREATE INDEX "customers_undelivered" ON "customers" USING btree ("partner_id","engagement_id","due_at") WHERE status = 'asked' and mail_state in ('bounced', 'complained', 'failed');--> statement-breakpoint
CREATE INDEX "customers_by_status_due" ON "customers" USING btree ("partner_id","engagement_id","tab","status","due_at","tenant_id","location_id","mail_state","time_zone");--> statement-breakpoint

alter table customer_words enable row level security;
--> statement-breakpoint
alter table customer_words force row level security;
--> statement-breakpoint
-- Who asks is found out once for a statement, not for each of the thousands of rows that it looks at.
create function app_place_ids() returns uuid[] language sql stable
  return string_to_array(nullif(nullif(current_setting('app.locations', true), ''), '*'), ',')::uuid[];
--> statement-breakpoint
create policy own on customer_words for all using (
  (select app_actor() = 'system')
  or (partner_id = (select app_partner()) and ((select app_actor() = 'visitor') or ((select app_actor() = 'partner')
    and (location_id is null or (select current_setting('app.locations', true) = '*') or location_id = any ((select app_place_ids())::uuid[]))))));
--> statement-breakpoint
alter policy own on customers using (
  (select app_actor() = 'system')
  or (partner_id = (select app_partner()) and ((select app_actor() = 'visitor') or ((select app_actor() = 'partner')
    and (location_id is null or (select current_setting('app.locations', true) = '*') or location_id = any ((select app_place_ids())::uuid[]))))));
--> statement-breakpoint
alter policy programme_reads on customers using ((select app_actor() = 'operator'));
--> statement-breakpoint
revoke insert, update, delete on customer_words from mci_application;
--> statement-breakpoint

-- A text in the form in which it is searched: no capitals, no accents, one spelling of each letter.
-- `searchForm` in lib/customers/search/rules.ts is the same for what somebody types.
create function search_form(p_text text) returns text language sql immutable
  return translate(replace(replace(replace(replace(
    lower(normalize(regexp_replace(normalize(p_text, nfkd), '[\u0300-\u036f]', '', 'g'), nfc) collate "und-x-icu"),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'), 'øłđðħıς', 'olddhiσ');
--> statement-breakpoint
-- The beginnings at which a text is found: of each word, after a sign within a word ("jansen" in
-- "mia.jansen@…"), and anywhere in scripts that put no spaces between words. What follows the last
-- dot of an address is none.
create function search_words(p_text text, p_address boolean) returns table (word text) language sql immutable
  as $$
  select distinct left(substr(w, i), 100)
  from regexp_split_to_table(search_form(p_text), '[\u0001-\u0020\u0085\u1680\u2028\u2029]+') w,
    generate_series(1, case when w ~ '^[a-z0-9]*$' then 1 else length(w) end) i
  where w <> '' and (i = 1 or substr(w, i - 1, 2) ~
    '^[!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u301f][^!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u205e\u3001-\u301f]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3031-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]')
    and (i = 1 or not p_address or position('.' in substr(w, i)) > 0)
$$;
--> statement-breakpoint
create or replace function customer_search(p_tenant uuid, p_association uuid) returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select ' ' || string_agg(distinct word, ' ' order by word) from (
    select w.word from tenants t, search_words(t.name, false) w where t.id = p_tenant
    union all select p_tenant::text
    union all select t.tpid::text from tenants t where t.id = p_tenant and t.tpid is not null
    union all select w.word from tenant_domains d, search_words(d.domain, true) w where d.tenant_id = p_tenant
    union all select w.word from associations a, search_words(a.customer_email, true) w where a.id = p_association
    union all select w.word from consent_requests r, search_words(r.contact_email, true) w
      where r.association_id = p_association and r.replaced_at is null
    union all select c.number::text from workshop_claims c where c.association_id = p_association
  ) found
$$;
--> statement-breakpoint
create function keep_customer_words() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    delete from customer_words w where w.partner_id = old.partner_id and w.engagement_id = old.engagement_id and w.tab = old.tab
      and w.word = any (string_to_array(ltrim(old.search), ' ')) and w.name = old.name and w.tenant_id = old.tenant_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into customer_words (partner_id, engagement_id, tab, word, name, tenant_id, due_at, status, location_id, known)
    select new.partner_id, new.engagement_id, new.tab, word, new.name, new.tenant_id, new.due_at, new.status, new.location_id, new.known
    from unnest(string_to_array(ltrim(new.search), ' ')) word;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_customer_words after insert or delete on customers for each row execute function keep_customer_words();
--> statement-breakpoint
create trigger keep_customer_words_changed after update on customers for each row
  when ((old.tab, old.status, old.due_at, old.name, old.search, old.location_id, old.known)
    is distinct from (new.tab, new.status, new.due_at, new.name, new.search, new.location_id, new.known))
  execute function keep_customer_words();
--> statement-breakpoint
update customers set search = customer_search(tenant_id, association_id);
--> statement-breakpoint

-- Whoever computes a row anew reads the same: without a change there is nothing to take turns for.
create or replace function project_eligibility() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if new.met = (tg_op = 'UPDATE' and old.met) then return null; end if;
  perform lock_tenant(new.tenant_id);
  update customers set criteria_met = new.met
    where engagement_id = new.engagement_id and tenant_id = new.tenant_id and criteria_met <> new.met;
  return null;
end $$;
--> statement-breakpoint
grant execute on function search_form(text), search_words(text, boolean), app_place_ids() to mci_application;
