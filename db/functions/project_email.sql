-- `customers` follows the state of the newest e-mail.
create or replace function project_email() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform lock_tenant(a.tenant_id) from associations a where a.partner_id = new.partner_id and a.id = new.association_id;
  update customers c set mail_id = m.id, mail_state = m.state
    from (select e.id, e.state from emails e where e.partner_id = new.partner_id and e.association_id = new.association_id
      order by e.created_at desc, e.id desc limit 1) m
    where c.partner_id = new.partner_id and c.association_id = new.association_id and c.contact_release is null
      and (c.mail_id, c.mail_state) is distinct from (m.id, m.state);
  return null;
end $$;
