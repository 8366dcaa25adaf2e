-- Staff of the programme who also belong to a company of the network do nothing with its claims.
create or replace function app_reviews(partner uuid) returns boolean language sql stable
  return app_actor() = 'operator' and not exists (
    select from memberships m where m.partner_id = partner and m.user_id = app_user() and m.ended_at is null);

grant execute on function app_reviews to :"application";
