-- O25: a hold is placed and lifted now, in one's own name, by who proves anew who they are (U13).
create trigger id_by_chance before insert on legal_holds for each row execute function id_by_chance();
create trigger said_by_asker before insert on legal_holds for each row execute function said_by_asker('placed_at', 'placed_by');
create trigger said_by_asker_lifted before update on legal_holds for each row execute function said_by_asker('lifted_at', 'lifted_by');
create trigger legal_hold_stays before update on legal_holds for each row execute function legal_hold_stays();
create trigger held_now before insert on legal_holds for each row execute function held_now();

create trigger asks_again before insert or update on legal_holds for each row execute function asks_again();
