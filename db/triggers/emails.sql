-- A body stays; the lists follow what arrived.
create trigger project_email_new after insert on emails for each row
  when (new.association_id is not null) execute function project_email();
create trigger project_email_state after update of state on emails for each row
  when (new.association_id is not null and old.state is distinct from new.state) execute function project_email();
create trigger envelope_follows after update of state on emails for each row
  when (new.envelope_id = new.id and old.state is distinct from new.state) execute function envelope_follows();
create trigger envelope_stays before update of envelope_id on emails for each row
  when (old.envelope_id is distinct from new.envelope_id) execute function envelope_stays();
create trigger emails_body_stays before update on emails for each row execute function email_body_stays();
create trigger project_lost_surveys_new after insert on emails for each row
  when (new.survey_id is not null) execute function project_lost_surveys();
create trigger project_lost_surveys_state after update of state on emails for each row
  when (new.survey_id is not null and old.state is distinct from new.state) execute function project_lost_surveys();
create trigger email_fits before insert on emails for each row execute function email_fits();
create trigger id_by_chance before insert on emails for each row execute function id_by_chance();
create trigger a_partner_acts before insert or update or delete on emails for each statement execute function partner_acts();
create trigger posted_email after insert on emails referencing new table as added for each statement execute function posted_email();
