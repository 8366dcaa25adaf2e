-- A request never stands open beside a consent that leaves no room for it, whoever writes it.
create or replace function request_closes() returns trigger language plpgsql
  security definer set search_path = public, pg_temp as $$
declare a associations;
begin
  select * into a from associations where partner_id = new.partner_id and id = new.association_id;
  if a.ended_at is null and a.consented_at is null
    and taken_from(a.partner_id, a.engagement_id, a.tenant_id, new.sent_at) is not null then
    new.closed_for := 'taken';
    new.closed_at := greatest(new.sent_at, (select max(o.consented_at) from associations o
      where o.engagement_id = a.engagement_id and o.tenant_id = a.tenant_id and o.partner_id <> a.partner_id
        and o.consented_at is not null and o.ended_at is null));
  end if;
  return new;
end $$;
