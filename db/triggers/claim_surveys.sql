-- Only who was asked answers; the list of claims follows.
create trigger survey_fits before insert or update on claim_surveys for each row execute function survey_fits();
create trigger project_lost_surveys_survey after insert or update on claim_surveys for each row
  execute function project_lost_surveys();
create trigger survey_is_released before insert or update on claim_surveys for each row
  when (new.answered_at is not null and new.kind = 'customer') execute function survey_is_released();
create trigger id_by_chance before insert on claim_surveys for each row execute function id_by_chance();
-- Now.
create trigger said_by_asker_replaced before insert or update on claim_surveys for each row execute function said_by_asker('replaced_at');
create trigger said_by_asker_closed before insert or update on claim_surveys for each row execute function said_by_asker('closed_at');
create trigger said_by_asker_answered before insert or update on claim_surveys for each row execute function said_by_asker('answered_at');
create trigger a_partner_acts before insert or update or delete on claim_surveys for each statement execute function partner_acts();
