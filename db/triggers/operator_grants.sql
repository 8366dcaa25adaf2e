-- The programme keeps an administrator.
create constraint trigger administrator_stays after delete or update on operator_grants deferrable initially deferred
  for each row execute function administrator_stays();
