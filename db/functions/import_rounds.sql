-- P19: rounds from before this product, as a data steward says they happened, on what evidence: the only way to a consent, a
-- decline or a completion that no customer gave here. The worker writes them while an import of history runs that this
-- person began with a fresh proof (`import_begins`): one after the other (`keep_imported_round`), all of them or none. Who consented is
-- known from now on (S6). Nobody is mailed.
create or replace function import_rounds(p_rounds jsonb, p_at timestamptz) returns setof jsonb language plpgsql
  security definer set search_path = public, pg_temp as $$
declare r record; staff uuid := app_user(); own uuid[] := app_affiliated();
begin
  if not app_may('data.manage') or not app_tells_now(p_at) or exists (
    select from jsonb_to_recordset(p_rounds) as x (run uuid, partner uuid) where x.partner = any (own)
      or not exists (select from import_runs i where i.id = x.run and i.kind = 'history' and i.state = 'running' and i.began_by = staff)) then
    raise exception 'this round is not for you to import' using errcode = 'insufficient_privilege';
  end if;
  for r in select * from jsonb_to_recordset(p_rounds) as x (n int, run uuid, partner uuid, location uuid, tenant uuid, engagement uuid,
      said jsonb, person uuid, numbers integer[]) order by n loop
    return next keep_imported_round(r.run, r.partner, r.location, r.tenant, r.engagement, r.said, r.person, r.numbers, p_at);
  end loop;
  insert into known_customers (partner_id, tenant_id, since, imported_by)
    select distinct x.partner, x.tenant, p_at, staff from jsonb_to_recordset(p_rounds) as x (partner uuid, tenant uuid, said jsonb)
    where x.said ->> 'consented_on' is not null on conflict do nothing;
end $$;

grant execute on function import_rounds to :"worker";
