-- `customer_words` follows `customers`. What changes alone in the texts that a customer is found by
-- changes no other word.
create or replace function keep_customer_words() returns trigger language plpgsql
  security definer set search_path = public, pg_temp
  set plan_cache_mode = force_generic_plan as $$
declare gone text[]; come text[];
begin
  if tg_op <> 'INSERT' then gone := string_to_array(ltrim(old.search), ' '); end if;
  if tg_op <> 'DELETE' then come := string_to_array(ltrim(new.search), ' '); end if;
  if tg_op = 'UPDATE' and (old.tab, old.status, old.due_at, old.name, old.location_id, old.known)
    is not distinct from (new.tab, new.status, new.due_at, new.name, new.location_id, new.known) then
    select array_agg(word) filter (where not was), array_agg(word) filter (where not is_now) into come, gone
    from (select word, bool_or(before) as was, bool_or(not before) as is_now
      from (select unnest(gone) as word, true as before union all select unnest(come), false) both_sides group by word) words;
  end if;
  if gone is not null then
    delete from customer_words w where w.partner_id = old.partner_id and w.engagement_id = old.engagement_id and w.tab = old.tab
      and w.word = any (gone) and w.name = old.name and w.tenant_id = old.tenant_id;
  end if;
  if come is not null then
    insert into customer_words (partner_id, engagement_id, tab, word, name, tenant_id, due_at, status, location_id, known)
    select new.partner_id, new.engagement_id, new.tab, word, new.name, new.tenant_id, new.due_at, new.status, new.location_id, new.known
    from unnest(come) word;
  end if;
  return null;
end $$;
