-- A rate by which was paid stays (P13).
create trigger rate_stays before insert or update or delete on engagement_rates for each row execute function rate_stays();

-- U13.
create trigger asks_again before insert or update or delete on engagement_rates for each row execute function asks_again();
