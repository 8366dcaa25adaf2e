-- An answer has its effect.
create constraint trigger consent_decisions_answer_fits after insert on consent_decisions
  deferrable initially deferred for each row execute function answer_fits();
