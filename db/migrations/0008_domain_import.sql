-- What a statement did to domains shows on the Customers pages at once, not row by row: an import
-- writes hundreds of thousands.
drop trigger project_domain on tenant_domains;
--> statement-breakpoint
drop function project_domain();
--> statement-breakpoint
create function project_domains() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    update customers c set search = customer_search(c.tenant_id, c.association_id)
      where c.tenant_id in (select tenant_id from changed union select tenant_id from before);
  else
    update customers c set search = customer_search(c.tenant_id, c.association_id)
      where c.tenant_id in (select tenant_id from changed);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger project_domains_new after insert on tenant_domains referencing new table as changed
  for each statement execute function project_domains();
--> statement-breakpoint
create trigger project_domains_moved after update on tenant_domains
  referencing old table as before new table as changed
  for each statement execute function project_domains();
--> statement-breakpoint
create trigger project_domains_gone after delete on tenant_domains referencing old table as changed
  for each statement execute function project_domains();
