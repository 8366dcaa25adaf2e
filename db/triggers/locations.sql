-- The search follows number, name and city; enrolment and payee profile are what became of them.
create trigger keep_location_search_new before insert on locations for each row execute function keep_location_search();
create trigger keep_location_search before update on locations for each row
  when ((old.mpn_id, old.name, old.city) is distinct from (new.mpn_id, new.name, new.city)) execute function keep_location_search();
create trigger location_follows before insert or update of enrolment, payee_profile on locations for each row execute function location_follows();
create trigger a_partner_acts before insert or update or delete on locations for each statement execute function partner_acts();
