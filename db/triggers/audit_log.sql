-- The log numbers and hashes itself, and only grows.
create trigger audit_append before insert on audit_log for each row execute function audit_append();
create trigger audit_frozen before delete or truncate on audit_log execute function audit_frozen();
create trigger audit_frozen_row before update on audit_log for each row execute function audit_frozen();
