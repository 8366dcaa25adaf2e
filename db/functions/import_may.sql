-- Whether a member of the programme's staff has the role that imports of a kind ask for, as `lib/imports/schema.ts` says.
create or replace function import_may(p_kind text) returns boolean language sql stable
  return case p_kind when 'tenants' then app_may('data.manage') when 'partners' then app_may('partners.manage')
    when 'people' then app_may('partners.people') when 'known' then app_may('partners.manage')
    when 'history' then app_may('data.manage') else false end;

grant execute on function import_may to :"application";
