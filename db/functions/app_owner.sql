-- The role that owns the product's functions. Immutable, so that a plan holds it as a constant; plpgsql, whose
-- answer costs a tenth of a query's. It names nothing, so it needs no search path.
create or replace function app_owner() returns name language plpgsql immutable security definer as $$
begin return current_user; end $$;

grant execute on function app_owner to :"application";
