-- An answer is to an open request (D18, D19) and has its effect.
create constraint trigger consent_decisions_answer_fits after insert on consent_decisions
  deferrable initially deferred for each row execute function answer_fits();
create trigger decision_is_open before insert on consent_decisions for each row execute function decision_is_open();
create trigger id_by_chance before insert on consent_decisions for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on consent_decisions for each statement execute function partner_acts();
