-- `claim_lines` is found by its customer's domains.
create or replace function project_claim_lines_of_domains() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform refresh_claim_line(l.claim_id) from claim_lines l where l.tenant_id in (select tenant_id from changed);
  if tg_op = 'UPDATE' then
    perform refresh_claim_line(l.claim_id) from claim_lines l where l.tenant_id in (select tenant_id from before);
  end if;
  return null;
end $$;
