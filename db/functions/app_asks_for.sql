-- Whether who asks may be told by the owner's functions about this partner: its own people and visitors about theirs
-- alone, the programme's staff and the product about each.
create or replace function app_asks_for(p_partner uuid) returns boolean language sql stable
  return coalesce(p_partner = app_whose(), false) or app_asker() in ('operator', 'system') or app_owner_asks();
