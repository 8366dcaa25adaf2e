-- O24: who asks, hands out and says that something is erased does it now, in their own name, and proves anew who they are (U13).
create trigger said_by_asker before insert on person_requests for each row execute function said_by_asker('asked_at', 'asked_by');
create trigger said_by_asker_given before update on person_requests for each row execute function said_by_asker('given_at', 'given_by');
create trigger said_by_asker_erase before update on person_requests for each row execute function said_by_asker('erase_at', 'erase_by');
create trigger erases_other before update of erase_at, erase_by on person_requests for each row execute function erases_other();
create trigger person_request_stays before update on person_requests for each row execute function person_request_stays();

create trigger asks_again before insert or update on person_requests for each row execute function asks_again();
