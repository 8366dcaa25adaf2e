-- Staff of the programme who also belong to a company of the network do nothing with its claims.
create or replace function app_reviews(partner uuid) returns boolean language sql stable
  return app_actor() = 'operator' and not exists (
    select from users u where u.id = app_user() and u.affiliated_partner_id = partner);

grant execute on function app_reviews to :"application";
