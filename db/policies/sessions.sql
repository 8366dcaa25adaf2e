-- Written where people sign in and out. Nobody reads the hashes of what their cookies hold.
alter table sessions enable row level security, no force row level security;
grant select (id, user_id, created_at, expires_at, revoked_at, partner_id, chosen_at, ip_address, provider, issuer, proven_at,
  second_factor_at, challenge, browser, system, seen_at, device_hash), insert,
  update (revoked_at, seen_at, partner_id, chosen_at, proven_at, second_factor_at, challenge), delete on sessions to :"web";

create policy sign_in on sessions for all using ((select app_actor()) in ('door', 'system'));
