-- A published version never changes (P8).
create trigger version_stays before insert or update or delete on engagement_versions for each row execute function version_stays();
