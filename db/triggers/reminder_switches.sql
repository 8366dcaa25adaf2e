-- Switched off now.
create trigger said_by_asker before update on reminder_switches for each row execute function said_by_asker('off_at');
create trigger a_partner_acts before insert or update or delete on reminder_switches for each statement execute function partner_acts();
