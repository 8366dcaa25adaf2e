-- What is in use stays (P9).
create trigger word_stays before delete on market_bands for each row execute function word_stays();

-- U13: who is paid how much.
create trigger asks_again before insert or update or delete on market_bands for each row execute function asks_again();
