-- The search follows the name.
create trigger keep_partner_search_new before insert on partners for each row execute function keep_partner_search();
create trigger keep_partner_search before update on partners for each row
  when (old.name is distinct from new.name) execute function keep_partner_search();
