-- U13: whether who asks proved just now who they are: within the 15 minutes that the pages allow, and one for what they
-- take. The product need not, and neither need anybody where the past is made up.
create or replace function app_fresh() returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select app_owner_asks() or app_asker() = 'system' or coalesce((app_scope())[12], '') = '1'
    or not exists (select from installation where kind = 'production')
$$;

grant execute on function app_fresh to :"application";
