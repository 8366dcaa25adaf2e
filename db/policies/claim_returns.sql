-- A partner's people read those of the claims that they see, staff read; who pays says that the bank sent one back (W14).
alter table claim_returns enable row level security, no force row level security;
grant select on claim_returns to :"application";
grant insert on claim_returns to :"web";

create policy reads on claim_returns for select using ((select app_actor()) in ('system', 'operator')
  or exists (select from workshop_claims c where c.partner_id = claim_returns.partner_id and c.id = claim_returns.claim_id));
create policy tells on claim_returns for insert with check ((select app_may('claims.pay'))
  and partner_id <> all ((select app_affiliated())::uuid[]) and told_by = (select app_user()) and app_tells_now(told_at));
