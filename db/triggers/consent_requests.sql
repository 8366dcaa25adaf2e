-- A request keeps what it asked and how it ended (D18); the Customers page follows.
create trigger project_request after insert on consent_requests for each row execute function project_request();
create trigger request_closes before insert on consent_requests for each row
  when (new.replaced_at is null and new.closed_at is null) execute function request_closes();
create trigger request_stays before update on consent_requests for each row execute function request_stays();
create trigger project_closed_request after update on consent_requests for each row
  when (old.closed_at is null and new.closed_for = 'contact') execute function project_request();
create trigger project_closed_request_release after update on consent_requests for each row
  when (old.closed_at is null and new.closed_for = 'contact') execute function project_request_release();
create trigger project_request_release after insert on consent_requests for each row
  when (new.release_id is not null or new.closed_at is not null) execute function project_request_release();
