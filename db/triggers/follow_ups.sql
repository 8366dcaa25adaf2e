-- Set and done now, in one's own name.
create trigger id_by_chance before insert on follow_ups for each row execute function id_by_chance();
create trigger said_by_asker before insert on follow_ups for each row execute function said_by_asker('created_at', 'created_by');
create trigger said_by_asker_done before update on follow_ups for each row execute function said_by_asker('done_at', 'done_by');
create trigger a_partner_acts before insert or update or delete on follow_ups for each statement execute function partner_acts();
