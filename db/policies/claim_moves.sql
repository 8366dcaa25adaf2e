-- The moves of a claim: everybody reads, nobody writes.
alter table claim_moves enable row level security, no force row level security;
grant select on claim_moves to :"application";

create policy reads on claim_moves for select using ((select app_actor()) in ('partner', 'visitor', 'operator', 'system'));
