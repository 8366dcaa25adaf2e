-- B4: a row of a run is done once: what became of it stays, and whom it is about. Its people may go (O23).
create or replace function bulk_row_stays() returns trigger language plpgsql as $$
begin
  if app_erases() then return new; end if;
  if old.outcome is not null or (new.tenant_id, new.engagement_id, new.claim_id, new.details)
      is distinct from (old.tenant_id, old.engagement_id, old.claim_id, old.details) then
    raise exception 'what became of a row stays' using errcode = 'check_violation', constraint = 'bulk_run_rows_stay';
  end if;
  return new;
end $$;
