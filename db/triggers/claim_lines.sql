-- Counts follow the lines.
create trigger count_claims_insert after insert on claim_lines referencing new table as after
  for each statement execute function count_claims();
create trigger count_claims_update after update on claim_lines referencing old table as before new table as after
  for each statement execute function count_claims();
create trigger count_claims_delete after delete on claim_lines referencing old table as before
  for each statement execute function count_claims();
