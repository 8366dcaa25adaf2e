-- Whether a mailbox is the one of an address; a domain that is not plain ASCII was made so when the mail was written.
create or replace function is_mailbox(p_address text, p_mailbox text) returns boolean language sql immutable
  return lower(p_address) = lower(p_mailbox) or (p_address ~ '[^\x01-\x7f]' and p_mailbox ~ '@(.*[.])?xn--'
    and split_part(lower(p_address), '@', 1) = split_part(lower(p_mailbox), '@', 1));

grant execute on function is_mailbox to :"worker";
