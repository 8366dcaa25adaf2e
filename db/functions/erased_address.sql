-- O23: what stands in place of an address that was removed: the same for the same row, and nobody's.
create or replace function erased_address(p_of text) returns text language sql immutable
  return 'erased-' || left(encode(sha256(convert_to(p_of, 'UTF8')), 'hex'), 16) || '@erased.invalid';
