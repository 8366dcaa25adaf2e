-- The pace of sending: a fixed number of slots, for the product alone.
alter table mail_slots enable row level security, no force row level security;
grant select, update (free_at, taken_at, held_by) on mail_slots to :"worker";

create policy system_only on mail_slots for all using ((select app_actor()) = 'system');
