-- The pace of sending: a fixed number of slots, for the product alone.
alter table mail_slots enable row level security, force row level security;
grant select, update on mail_slots to :"application";

create policy system_only on mail_slots for all using (app_actor() = 'system');
