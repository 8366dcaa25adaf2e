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
