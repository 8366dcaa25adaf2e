-- U13: who is paid how much.
create trigger asks_again before insert or update or delete on market_countries for each row execute function asks_again();
