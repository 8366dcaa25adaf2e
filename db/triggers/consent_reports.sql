-- Nobody chooses an id.
create trigger id_by_chance before insert on consent_reports for each row execute function id_by_chance();
-- In one's own name, now.
create trigger said_by_asker before insert on consent_reports for each row execute function said_by_asker('created_at');
create trigger said_by_asker_looked before update on consent_reports for each row execute function said_by_asker('looked_at', 'looked_by');
create trigger said_by_asker_done before update on consent_reports for each row execute function said_by_asker('done_at', 'done_by');
create trigger a_partner_acts before insert or update or delete on consent_reports for each statement execute function partner_acts();
