-- U13: who is paid how much.
create trigger asks_again before insert or delete on band_proposals for each row execute function asks_again();
