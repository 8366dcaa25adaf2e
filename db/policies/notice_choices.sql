-- Somebody's own account: the product keeps it for them, on their page or behind their link (K7).
alter table notice_choices enable row level security, no force row level security;
grant select on notice_choices to :"application";
grant insert, update (digest, chosen_at, muted) on notice_choices to :"web";

create policy kept on notice_choices for all using ((select app_actor()) in ('door', 'system'));
