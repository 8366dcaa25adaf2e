-- One text for every spelling of a mailbox (D19, D25), as the columns `recipient_key` and `mailbox` are made.
create or replace function mailbox_key(p_address text) returns text language sql immutable
  return regexp_replace(lower(p_address), '^([^+@]+)\+[^@]*@', '\1@');

grant execute on function mailbox_key to :"application";
