-- Facts stay and fit their answers; the Customers page follows.
create constraint trigger associations_answer_fits after insert or update of consented_at, end_reason on associations
  deferrable initially deferred for each row execute function answer_fits();
create trigger associations_added_is_new before insert on associations for each row execute function added_is_new();
create trigger association_begins before insert on associations for each row execute function association_begins();
create trigger associations_facts_stay before update on associations for each row execute function association_facts_stay();
create trigger project_association after insert or update on associations for each row execute function project_association();
create constraint trigger association_submits after update of submitted_at on associations
  deferrable initially deferred for each row when (new.submitted_at is not null) execute function association_submits();
-- Its name comes before that of `project_association`: the projection sees what was closed.
create trigger association_closes after update of consented_at on associations for each row
  when (new.consented_at is not null and old.consented_at is null and new.ended_at is null) execute function association_closes();
create trigger keep_ended_search before update of ended_at on associations for each row
  when (old.ended_at is null and new.ended_at is not null) execute function keep_ended_search();
create trigger id_by_chance before insert on associations for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on associations for each statement execute function partner_acts();
-- K8: how it stood from day to day; what is imported counts from its evidence on.
create trigger project_round_day_new after insert on associations for each row
  when (new.origin <> 'imported') execute function project_round_day();
create trigger project_round_day after update on associations for each row
  when ((old.requested_at, old.consented_at, old.submitted_at, old.ended_at, old.consent_due_at, old.delivery_due_at)
    is distinct from (new.requested_at, new.consented_at, new.submitted_at, new.ended_at, new.consent_due_at, new.delivery_due_at))
  execute function project_round_day();
