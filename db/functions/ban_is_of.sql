-- D19: whether a ban's mailbox is that of an address, also once the address was removed from the ban (O23).
create or replace function ban_is_of(p_mailbox text, p_address text) returns boolean language sql immutable
  return p_mailbox = mailbox_key(p_address)
    or p_mailbox like 'banned-%@erased.invalid' and p_mailbox = ban_mark(split_part(p_mailbox, '-', 2), p_address);

grant execute on function ban_is_of to :"application";
