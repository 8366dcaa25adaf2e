-- O23: whether this transaction takes a person out of what was kept, in the owner's own functions alone: what is
-- otherwise written once may then lose a name. Sealed, so that no setting that a statement writes is believed.
create or replace function app_erases() returns boolean language plpgsql stable as $$
declare said text := current_setting('app.erases', true);
begin
  if said is null or said = '' or current_user <> app_owner() then return false; end if;
  return said = app_seal('erases');
end $$;

grant execute on function app_erases to :"application";
