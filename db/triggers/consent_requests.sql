-- A request keeps what it asked and how it ended (D18); the lists follow.
create trigger project_request after insert or update of replaced_at, closed_at, release_id on consent_requests
  for each row execute function project_request();
-- Its name comes before that of `request_closes`.
create trigger request_begins before insert on consent_requests for each row execute function request_begins();
create trigger request_closes before insert on consent_requests for each row
  when (new.replaced_at is null and new.closed_at is null) execute function request_closes();
create trigger request_is_allowed before insert on consent_requests for each row execute function request_is_allowed();
create trigger request_stays before update on consent_requests for each row execute function request_stays();
create trigger id_by_chance before insert on consent_requests for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on consent_requests for each statement execute function partner_acts();
