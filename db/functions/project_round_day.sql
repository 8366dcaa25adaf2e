-- K8: `round_days` follows the rounds, what was imported of them, and their claims, from the instant at which each happened.
create or replace function project_round_day() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  case tg_table_name
  when 'imported_rounds' then
    perform keep_round_day(new.partner_id, new.association_id, new.imported_at);
  when 'workshop_claims' then
    perform keep_round_day(new.partner_id, new.association_id, case when tg_op = 'INSERT' or new.status <> old.status then new.status_at end);
  else
    perform keep_round_day(new.partner_id, new.id, case tg_op
      when 'INSERT' then greatest(new.created_at, new.requested_at, new.consented_at, new.submitted_at, new.ended_at)
      else greatest(
        case when new.requested_at is distinct from old.requested_at then new.requested_at end,
        case when new.consented_at is distinct from old.consented_at then new.consented_at end,
        case when new.submitted_at is distinct from old.submitted_at then new.submitted_at end,
        case when new.extended_at is distinct from old.extended_at then new.extended_at end,
        case when new.ended_at is distinct from old.ended_at then new.ended_at end) end);
  end case;
  return null;
end $$;
