-- The Customers page follows.
create trigger project_request after insert on consent_requests for each row execute function project_request();
