-- The next version, now, in one's own name (P30).
create trigger programme_account_given before insert or update on programme_accounts for each row execute function programme_account_given();

-- U13.
create trigger asks_again before insert on programme_accounts for each row execute function asks_again();
