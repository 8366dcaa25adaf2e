-- S1, S2: whether customers are worked with for an engagement: partners know of it, and its partner role says so.
create or replace function has_customers(p_engagement uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp as $$
  select e.opened_at is not null and r.with_customers
  from engagements e join partner_roles r on r.key = e.partner_role where e.id = p_engagement
$$;
