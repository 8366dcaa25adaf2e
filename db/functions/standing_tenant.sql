-- P18: the tenant that stands for this one: itself, or the one that it was merged into. Null: there is none.
create or replace function standing_tenant(p_tenant uuid) returns uuid language sql stable as $$
  select coalesce(merged_into, id) from tenants where id = p_tenant
$$;

grant execute on function standing_tenant to :"application";
