-- What a visitor's link is about: a consent request or a survey.
create or replace function app_request() returns uuid language sql stable
  return nullif((app_scope())[4], '')::uuid;

grant execute on function app_request to :"application";
