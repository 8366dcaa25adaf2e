-- Only who was asked answers; the list of claims follows.
create trigger survey_fits before insert or update on claim_surveys for each row execute function survey_fits();
create trigger project_lost_surveys_survey after insert or update on claim_surveys for each row
  execute function project_lost_surveys();
