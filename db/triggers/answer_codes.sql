-- Sent and used now.
create trigger said_by_asker before insert on answer_codes for each row execute function said_by_asker('created_at');
create trigger said_by_asker_used before insert or update on answer_codes for each row execute function said_by_asker('used_at');
create trigger a_partner_acts before insert or update or delete on answer_codes for each statement execute function partner_acts();
