-- Switched off now.
create trigger said_by_asker before update on reminder_switches for each row execute function said_by_asker('off_at');
