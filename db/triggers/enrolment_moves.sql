-- Nobody chooses an id; the location follows.
create trigger id_by_chance before insert on enrolment_moves for each row execute function id_by_chance();
create trigger enrolment_moves_on after insert on enrolment_moves for each row execute function enrolment_moves_on();
create trigger a_partner_acts before insert or update or delete on enrolment_moves for each statement execute function partner_acts();
