-- Decided once; the Customers page follows.
create trigger release_stays before update on contact_releases for each row execute function release_stays();
create trigger project_release after update of decision on contact_releases for each row execute function project_release();
create trigger id_by_chance before insert on contact_releases for each row execute function id_by_chance();
-- In one's own name, now.
create trigger said_by_asker before insert on contact_releases for each row execute function said_by_asker('asked_at', 'asked_by');
create trigger said_by_asker_decided before update on contact_releases for each row execute function said_by_asker('decided_at', 'decided_by');
create trigger a_partner_acts before insert or update or delete on contact_releases for each statement execute function partner_acts();
