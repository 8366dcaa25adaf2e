-- P8: a version is published for a day to come, after every other one, and never changes then; before its day it can be
-- taken back. Where the programme asks for two (P6), another editor has agreed. The owner alone may make versions up.
create or replace function version_stays() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare today date := programme_day(now()); last date;
begin
  if app_owner_asks() then return coalesce(new, old); end if;
  if tg_op = 'DELETE' then
    if old.published_at is not null then
      raise exception 'a published version stays' using errcode = 'check_violation', constraint = 'engagement_versions_stay';
    end if;
    return old;
  end if;
  if tg_op = 'UPDATE' and old.published_at is not null then
    if to_jsonb(new) - '{withdrawn_at,withdrawn_by}'::text[] is distinct from to_jsonb(old) - '{withdrawn_at,withdrawn_by}'::text[]
      or old.withdrawn_at is not null or new.withdrawn_at is null then
      raise exception 'a published version stays' using errcode = 'check_violation', constraint = 'engagement_versions_stay';
    end if;
    if old.holds_from <= today and not app_tells_now('epoch') then
      raise exception 'it holds already' using errcode = 'check_violation', constraint = 'engagement_versions_hold';
    end if;
    return new;
  end if;
  if new.published_at is null then
    if new.withdrawn_at is not null then
      raise exception 'a draft is not taken back' using errcode = 'check_violation', constraint = 'engagement_versions_stay';
    end if;
    return new;
  end if;
  if not app_tells_now(new.published_at) then
    raise exception 'a version is published now' using errcode = 'check_violation', constraint = 'engagement_versions_now';
  end if;
  -- Whoever publishes one of the same engagement waits.
  perform from engagements e where e.id = new.engagement_id for update;
  select max(v.holds_from) into last from engagement_versions v
    where v.engagement_id = new.engagement_id and v.id <> new.id and v.published_at is not null and v.withdrawn_at is null;
  if new.holds_from <= last or last is not null and new.holds_from < programme_day(new.published_at) then
    raise exception 'it would hold on a day that is told otherwise' using errcode = 'check_violation', constraint = 'engagement_versions_later';
  end if;
  return new;
end $$;
