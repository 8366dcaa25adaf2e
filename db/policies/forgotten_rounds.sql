-- O23: which rounds lost their people. Written by the owner's function alone.
alter table forgotten_rounds enable row level security, no force row level security;
grant select on forgotten_rounds to :"application";

create policy reads on forgotten_rounds for select using ((select app_actor()) in ('operator', 'system')
  or (partner_id = (select app_partner()) and exists (select from associations a where a.partner_id = forgotten_rounds.partner_id and a.id = association_id)));
