CREATE TABLE "claim_counts" (
	"partner_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"engagement_id" uuid NOT NULL,
	"status" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "claim_counts_partner_id_location_id_engagement_id_status_pk" PRIMARY KEY("partner_id","location_id","engagement_id","status")
);
--> statement-breakpoint
CREATE TABLE "claim_lines" (
	"claim_id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"engagement_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"status" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"name" text collate "und-x-icu" NOT NULL,
	"friendly_name" text,
	"payout_usd" integer,
	"search" text NOT NULL,
	"lost_surveys" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_words" (
	"partner_id" uuid NOT NULL,
	"word" text collate "C" NOT NULL,
	"number" integer NOT NULL,
	"location_id" uuid NOT NULL,
	CONSTRAINT "claim_words_partner_id_word_number_pk" PRIMARY KEY("partner_id","word","number")
);
--> statement-breakpoint
ALTER TABLE "claim_lines" ADD CONSTRAINT "claim_lines_claim_of_partner" FOREIGN KEY ("partner_id","claim_id") REFERENCES "public"."workshop_claims"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claim_lines_by_number" ON "claim_lines" USING btree ("partner_id","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_due" ON "claim_lines" USING btree ("partner_id","due_at","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_name" ON "claim_lines" USING btree ("partner_id","name","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_status_number" ON "claim_lines" USING btree ("partner_id","status","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_status_due" ON "claim_lines" USING btree ("partner_id","status","due_at","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_status_name" ON "claim_lines" USING btree ("partner_id","status","name","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_place_number" ON "claim_lines" USING btree ("partner_id","location_id","engagement_id","status","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_place_due" ON "claim_lines" USING btree ("partner_id","location_id","engagement_id","status","due_at","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_place_name" ON "claim_lines" USING btree ("partner_id","location_id","engagement_id","status","name","number");--> statement-breakpoint
CREATE INDEX "claim_lines_by_tenant" ON "claim_lines" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "claim_lines_to_fix" ON "claim_lines" USING btree ("partner_id","location_id","due_at","claim_id") WHERE status in ('action_required', 'rejected');--> statement-breakpoint
CREATE INDEX "claim_lines_lost_mail" ON "claim_lines" USING btree ("partner_id","location_id","due_at","claim_id") WHERE lost_surveys <> '{}';--> statement-breakpoint
CREATE INDEX "customers_attention" ON "customers" USING btree ("partner_id","location_id","status","due_at","association_id") WHERE tab = 'eligible' and association_id is not null;--> statement-breakpoint
CREATE INDEX "customers_lost_mail" ON "customers" USING btree ("partner_id","location_id","due_at","association_id") WHERE status = 'asked' and mail_state in ('bounced', 'complained', 'failed');--> statement-breakpoint

-- Row-level security: a partner's people see the lines, words and counts of the locations of their roles.
do $$
declare t text;
begin
  foreach t in array array['claim_lines', 'claim_words', 'claim_counts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I for all using (app_owns(partner_id) and app_actor() <> ''visitor''
      and (app_actor() <> ''partner'' or app_sees(location_id)))', t);
    execute format('create policy programme_reads on %I for select using (app_actor() = ''operator'')', t);
    execute format('grant select on %I to mci_application', t);
    execute format('revoke insert, update, delete on %I from mci_application', t);
  end loop;
end $$;
--> statement-breakpoint

-- The words of a text: each between spaces, and again each between any signs; lower case, no accents.
create function words_of(p_text text) returns setof text language sql immutable as $$
  select w from (
    select regexp_replace(lower(normalize(coalesce(p_text, ''), NFKD) collate "und-x-icu"), '[\u0300-\u036f]', '', 'g') as plain
  ) p, lateral (
    select regexp_split_to_table(plain, '\s+') as w
    union select regexp_split_to_table(plain, '[\s!-/:-@\[-`{-~]+')
  ) words where w <> '' and length(w) <= 320
$$;
--> statement-breakpoint
-- What a claim is found by: its customer's name and domains, its own name, and its contacts' e-mail addresses.
create function claim_search(p_claim uuid) returns text language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(string_agg(' ' || w, '' order by w), '') from (
    select w from workshop_claims c join tenants t on t.id = c.tenant_id, words_of(t.name || ' ' || coalesce(c.friendly_name, '')) w
      where c.id = p_claim
    union select lower(d.domain) from workshop_claims c join tenant_domains d on d.tenant_id = c.tenant_id where c.id = p_claim
    union select lower(split_part(d.domain, '.', 1)) from workshop_claims c join tenant_domains d on d.tenant_id = c.tenant_id where c.id = p_claim
    union select lower(c.contact_email) from workshop_claims c where c.id = p_claim
    union select lower(a.customer_email) from workshop_claims c join associations a on a.id = c.association_id where c.id = p_claim
  ) words where w is not null
$$;
--> statement-breakpoint
create function lost_surveys(p_claim uuid) returns text[] language sql stable
  security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(s.kind order by s.kind), '{}') from claim_surveys s
  where s.claim_id = p_claim and s.replaced_at is null and s.answered_at is null
    and (select e.state from emails e where e.survey_id = s.id order by e.created_at desc, e.id desc limit 1)
      in ('bounced', 'complained', 'failed')
$$;
--> statement-breakpoint
-- The row is taken first and what it says is read afterwards, so that of two changes the last one counts.
create function refresh_claim_line(p_claim uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
declare before text;
begin
  select search into before from claim_lines where claim_id = p_claim for update;
  insert into claim_lines (claim_id, partner_id, number, engagement_id, tenant_id, location_id, time_zone, status, due_at,
    name, friendly_name, payout_usd, search, lost_surveys)
  select c.id, c.partner_id, c.number, c.engagement_id, c.tenant_id, c.location_id, c.time_zone, c.status::text, c.due_at,
    t.name, c.friendly_name, c.payout_usd, claim_search(c.id), lost_surveys(c.id)
  from workshop_claims c join tenants t on t.id = c.tenant_id where c.id = p_claim
  on conflict (claim_id) do update set status = excluded.status, due_at = excluded.due_at, name = excluded.name,
    friendly_name = excluded.friendly_name, search = excluded.search, lost_surveys = excluded.lost_surveys;
  delete from claim_words w using claim_lines l
    where l.claim_id = p_claim and l.search is distinct from before and w.partner_id = l.partner_id and w.number = l.number
      and w.word = any (string_to_array(before, ' '));
  insert into claim_words (partner_id, word, number, location_id)
    select l.partner_id, word, l.number, l.location_id from claim_lines l, string_to_table(substr(l.search, 2), ' ') word
    where l.claim_id = p_claim and l.search is distinct from before and word <> ''
    on conflict do nothing;
end $$;
--> statement-breakpoint
create function project_claim_line() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_claim_line(new.id);
  return null;
end $$;
--> statement-breakpoint
create trigger project_claim_line_new after insert on workshop_claims for each row execute function project_claim_line();
--> statement-breakpoint
create trigger project_claim_line after update on workshop_claims for each row
  when ((old.status, old.due_at, old.friendly_name, old.contact_email)
    is distinct from (new.status, new.due_at, new.friendly_name, new.contact_email))
  execute function project_claim_line();
--> statement-breakpoint
create function project_claim_lines_of_tenant() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_claim_line(l.claim_id) from claim_lines l where l.tenant_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger project_claim_lines_of_tenant after update on tenants for each row
  when (old.name is distinct from new.name) execute function project_claim_lines_of_tenant();
--> statement-breakpoint
create function project_claim_lines_of_domains() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_claim_line(l.claim_id) from claim_lines l where l.tenant_id in (select tenant_id from changed);
  if tg_op = 'UPDATE' then
    perform refresh_claim_line(l.claim_id) from claim_lines l where l.tenant_id in (select tenant_id from before);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger project_claim_lines_domains_new after insert on tenant_domains referencing new table as changed
  for each statement execute function project_claim_lines_of_domains();
--> statement-breakpoint
create trigger project_claim_lines_domains_moved after update on tenant_domains
  referencing old table as before new table as changed
  for each statement execute function project_claim_lines_of_domains();
--> statement-breakpoint
create trigger project_claim_lines_domains_gone after delete on tenant_domains referencing old table as changed
  for each statement execute function project_claim_lines_of_domains();
--> statement-breakpoint
create function project_lost_surveys() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare claim uuid;
begin
  if tg_table_name = 'emails' then
    select s.claim_id into claim from claim_surveys s where s.id = new.survey_id;
  else
    claim := new.claim_id;
  end if;
  perform from claim_lines where claim_id = claim for update;
  update claim_lines set lost_surveys = lost_surveys(claim)
    where claim_id = claim and lost_surveys is distinct from lost_surveys(claim);
  return null;
end $$;
--> statement-breakpoint
create trigger project_lost_surveys_new after insert on emails for each row
  when (new.survey_id is not null) execute function project_lost_surveys();
--> statement-breakpoint
create trigger project_lost_surveys_state after update of state on emails for each row
  when (new.survey_id is not null and old.state is distinct from new.state) execute function project_lost_surveys();
--> statement-breakpoint
create trigger project_lost_surveys_survey after insert or update on claim_surveys for each row
  execute function project_lost_surveys();
--> statement-breakpoint

-- Claims by location, engagement and status, kept with each change; in one order, against deadlocks.
create function count_claims() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into claim_counts as n (partner_id, location_id, engagement_id, status, count)
    select partner_id, location_id, engagement_id, status, count(*) from after group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (partner_id, location_id, engagement_id, status) do update set count = n.count + excluded.count;
  elsif tg_op = 'DELETE' then
    insert into claim_counts as n (partner_id, location_id, engagement_id, status, count)
    select partner_id, location_id, engagement_id, status, -count(*) from before group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (partner_id, location_id, engagement_id, status) do update set count = n.count + excluded.count;
  else
    insert into claim_counts as n (partner_id, location_id, engagement_id, status, count)
    select partner_id, location_id, engagement_id, status, sum(step) from (
      select partner_id, location_id, engagement_id, status, 1 as step from after
      union all
      select partner_id, location_id, engagement_id, status, -1 from before
    ) steps group by 1, 2, 3, 4 having sum(step) <> 0 order by 1, 2, 3, 4
    on conflict (partner_id, location_id, engagement_id, status) do update set count = n.count + excluded.count;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger count_claims_insert after insert on claim_lines referencing new table as after
  for each statement execute function count_claims();
--> statement-breakpoint
create trigger count_claims_update after update on claim_lines referencing old table as before new table as after
  for each statement execute function count_claims();
--> statement-breakpoint
create trigger count_claims_delete after delete on claim_lines referencing old table as before
  for each statement execute function count_claims();
--> statement-breakpoint
select refresh_claim_line(id) from workshop_claims order by id;
--> statement-breakpoint

-- "Attention required" (section 7): what waits for the partner, one row for each thing to do. Each kind
-- by an index of its own, location by location; at most `p_max` of a kind and location. Days are calendar
-- days in the row's own zone (D9): 7 for the consent, 14 for the delivery; a wider bound serves the index.
create function attention_rows(p_partner uuid, p_locations uuid[], p_now timestamptz, p_kind text, p_max integer,
  p_after_due timestamptz default '-infinity', p_after_id uuid default '00000000-0000-0000-0000-000000000000')
  returns table (kind text, id uuid, location_id uuid, engagement_id uuid, tenant_id uuid, name text, time_zone text,
    due_at timestamptz, claim_number integer, status text, mail_state text, lost_surveys text[])
  language sql stable as $$
  select found.* from locations l cross join lateral (
    (select 'not_sent', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      null::integer, c.status, c.mail_state, '{}'::text[]
    from customers c where p_kind in ('all', 'not_sent') and c.partner_id = p_partner and c.location_id = l.id
      and c.tab = 'eligible' and c.association_id is not null and c.status = 'to_ask' and c.due_at > p_now
      and (c.due_at, c.association_id) > (p_after_due, p_after_id)
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'mail_failed', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      null, c.status, c.mail_state, '{}'
    from customers c where p_kind in ('all', 'mail_failed') and c.partner_id = p_partner and c.location_id = l.id
      and c.status = 'asked' and c.mail_state in ('bounced', 'complained', 'failed') and c.due_at > p_now
      and (c.due_at, c.association_id) > (p_after_due, p_after_id)
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'mail_failed', c.claim_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.number, c.status, null, c.lost_surveys
    from claim_lines c where p_kind in ('all', 'mail_failed') and c.partner_id = p_partner and c.location_id = l.id
      and c.lost_surveys <> '{}' and c.status in ('editing', 'action_required') and c.due_at > p_now
      and (c.due_at, c.claim_id) > (p_after_due, p_after_id)
    order by c.due_at, c.claim_id limit p_max)
    union all
    (select 'consent_ends', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      null, c.status, c.mail_state, '{}'
    from customers c where p_kind in ('all', 'consent_ends') and c.partner_id = p_partner and c.location_id = l.id
      and c.tab = 'eligible' and c.association_id is not null and c.status = 'asked' and c.due_at > p_now
      and (c.mail_state in ('bounced', 'complained', 'failed')) is not true
      and c.due_at <= p_now + interval '9 days'
      and c.due_at <= (((p_now at time zone c.time_zone)::date + 8)::timestamp at time zone c.time_zone)
      and (c.due_at, c.association_id) > (p_after_due, p_after_id)
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'delivery_ends', c.association_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.claim_number, c.status, null, '{}'
    from customers c where p_kind in ('all', 'delivery_ends') and c.partner_id = p_partner and c.location_id = l.id
      and c.tab = 'eligible' and c.association_id is not null and c.status = 'active' and c.due_at > p_now
      and c.due_at <= p_now + interval '16 days'
      and c.due_at <= (((p_now at time zone c.time_zone)::date + 15)::timestamp at time zone c.time_zone)
      and (c.due_at, c.association_id) > (p_after_due, p_after_id)
    order by c.due_at, c.association_id limit p_max)
    union all
    (select 'claims', c.claim_id, c.location_id, c.engagement_id, c.tenant_id, c.name::text, c.time_zone, c.due_at,
      c.number, c.status, null, '{}'
    from claim_lines c where p_kind in ('all', 'claims') and c.partner_id = p_partner and c.location_id = l.id
      and c.status in ('action_required', 'rejected') and c.due_at > p_now
      and (c.due_at, c.claim_id) > (p_after_due, p_after_id)
    order by c.due_at, c.claim_id limit p_max)
  ) found
  where l.partner_id = p_partner and (p_locations is null or l.id = any (p_locations))
$$;
--> statement-breakpoint
-- How many things wait for the partner at these locations (null: all); no more than `p_max` are looked at.
create function attention_count(p_partner uuid, p_locations uuid[], p_now timestamptz, p_max integer) returns integer
  language plpgsql stable as $$
begin
  return (select count(*) from (
    select from attention_rows(p_partner, p_locations, p_now, 'all', p_max) limit p_max) counted);
end $$;
--> statement-breakpoint
-- Who is signed in, with how much waits for them: 100 stands for that many or more.
create or replace function app_session(p_session uuid, p_now timestamptz) returns jsonb language sql stable
  security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('sessionId', s.id, 'userId', u.id, 'name', u.name, 'email', u.email, 'title', u.title,
    'phone', u.phone, 'locale', u.locale, 'operator', u.operator, 'affiliatedPartnerId', u.affiliated_partner_id,
    'partnerId', u.partner_id, 'partnerName', p.name, 'grants', g.grants,
    'attention', case when g.number > 0 and not u.operator
      then attention_count(u.partner_id, case when g.everywhere then null else g.places end, p_now, 100) else 0 end)
  from sessions s join users u on u.id = s.user_id left join partners p on p.id = u.partner_id
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('locationId', r.location_id, 'role', r.role)), '[]') as grants,
      count(*) as number, coalesce(bool_or(r.location_id is null), false) as everywhere,
      array_agg(r.location_id) as places
    from role_grants r where r.user_id = u.id) g
  where s.id = p_session and s.revoked_at is null and s.expires_at > p_now and u.disabled_at is null
$$;
--> statement-breakpoint
grant execute on function words_of(text), attention_rows(uuid, uuid[], timestamptz, text, integer, timestamptz, uuid),
  attention_count(uuid, uuid[], timestamptz, integer) to mci_application;
--> statement-breakpoint
revoke execute on function refresh_claim_line(uuid), claim_search(uuid), lost_surveys(uuid) from public;
--> statement-breakpoint
-- A field of a CSV file: in quotation marks, and never read as a formula by a spreadsheet.
create function csv_text(p_text text) returns text language sql immutable
  return coalesce('"' || case when left(p_text, 1) in ('=', '+', '-', '@', E'\t', E'\r', E'\n') then '''' else '' end
    || replace(p_text, '"', '""') || '"', '');
--> statement-breakpoint
grant execute on function csv_text(text) to mci_application;
