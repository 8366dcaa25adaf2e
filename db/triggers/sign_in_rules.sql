-- A suspended company keeps what it has.
create trigger a_partner_acts before insert or update or delete on sign_in_rules for each statement execute function partner_acts();
-- Who comes in without the provider is an admin.
create constraint trigger break_glass_stays after insert or update on sign_in_rules deferrable initially deferred
  for each row execute function break_glass_stays();
