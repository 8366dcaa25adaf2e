-- Nobody chooses its id; it is accepted by its link alone.
create trigger id_by_chance before insert on invitations for each row execute function id_by_chance();
create trigger invitation_moves before update on invitations for each row execute function invitation_moves();
create trigger a_partner_acts before insert or update or delete on invitations for each statement execute function partner_acts();
