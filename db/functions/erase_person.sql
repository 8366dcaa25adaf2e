-- O24: erases what may go of the person of a request, and says of each table how many rows went, and why how many stay.
-- Once nothing is left, the address goes too. Who calls this tells the log, which loses its words. Erasures and holds
-- take turns.
create or replace function erase_person(p_request uuid, p_now timestamptz) returns table (gone jsonb, stays jsonb, closed jsonb, over boolean) language plpgsql
  security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  q person_requests; words text[]; r record; f text;
  went jsonb := '{}'; kept jsonb := '{}'; rounds uuid[];
begin
  perform begin_to_erase(p_now);
  select * into q from person_requests where id = p_request for update;
  if q.erase_at is null or q.done_at is not null then return; end if;
  update person_requests set names = person_names(q.address) where id = p_request;
  words := lower(q.address) || person_names(q.address);
  rounds := rounds_of(q.address);
  perform lock_tenant(t.tenant_id) from (select distinct a.tenant_id from associations a where a.id = any (rounds) order by 1) t;
  perform set_config('app.erases', app_seal('erases'), true);
  for r in select * from person_rows(q.address, p_now) order by thing, id loop
    f := split_part(r.thing, '.', 1);
    if r.why is null then
      perform erase_row(r.thing, r.partner_id, r.id, p_now, words);
      went := jsonb_set(went, array[f], to_jsonb(coalesce((went ->> f)::int, 0) + 1));
    else
      kept := jsonb_set(kept, array[r.why], to_jsonb(coalesce((kept ->> r.why)::int, 0) + 1));
    end if;
  end loop;
  perform refresh_round(a.partner_id, a.id) from associations a where a.id = any (rounds);
  perform set_config('app.erases', '', true);
  over := kept = '{}';
  -- A request that waited for an answer asks nobody any more.
  closed := coalesce((select jsonb_agg(jsonb_build_object('partnerId', c.partner_id, 'associationId', c.association_id, 'requestId', c.id))
    from consent_requests c where c.association_id = any (rounds) and c.closed_at = p_now and c.closed_for = 'contact'
      and c.contact_email = erased_address(c.association_id::text)), '[]');
  update person_requests p set tried_at = p_now, stays = kept,
    gone = (select coalesce(jsonb_object_agg(key, n), '{}') from (select key, sum(value::int) as n from (
      select * from jsonb_each_text(p.gone) union all select * from jsonb_each_text(went)) s group by key) sums),
    done_at = case when over then p_now end, address = case when not over then address end, names = case when not over then names end
  where id = p_request;
  gone := went;
  stays := kept;
  return next;
end $$;

grant execute on function erase_person to :"worker";
