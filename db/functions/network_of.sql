-- The network of an address: itself, or of IPv6 the first 64 bits; what is no address stays as it is.
create or replace function network_of(p_address text) returns text language plpgsql immutable as $$
declare a inet;
begin
  a := p_address::inet;
  return case when family(a) = 6 then network(set_masklen(a, 64))::text else host(a) end;
exception when others then
  return p_address;
end $$;

grant execute on function network_of to :"application";
