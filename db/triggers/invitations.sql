-- Nobody chooses its id; it is accepted by its link alone.
create trigger id_by_chance before insert on invitations for each row execute function id_by_chance();
create trigger invitation_moves before update on invitations for each row execute function invitation_moves();
create trigger a_partner_acts before insert or update or delete on invitations for each statement execute function partner_acts();

-- U13: a role at the programme is offered again.
create trigger asks_again before update on invitations for each row
  when (new.partner_id = '00000000-0000-0000-0000-000000000000' and new.sent_at is distinct from old.sent_at)
  execute function asks_again();
