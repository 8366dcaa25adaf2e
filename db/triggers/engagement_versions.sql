-- A published version never changes (P8).
create trigger version_stays before insert or update or delete on engagement_versions for each row execute function version_stays();

-- U13: what partners and customers are told. A draft is edited as it likes; an edit takes a proposal back.
create trigger asks_again before update on engagement_versions for each row
  when (old.published_at is distinct from new.published_at or old.withdrawn_at is distinct from new.withdrawn_at
    or old.proposed_at is distinct from new.proposed_at and new.proposed_at is not null)
  execute function asks_again();
create trigger asks_again_new before insert on engagement_versions for each row
  when (num_nonnulls(new.published_at, new.proposed_at) > 0) execute function asks_again();
