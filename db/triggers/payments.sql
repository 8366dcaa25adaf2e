-- P30: once told, its lines, its claims and its payee follow.
create trigger payment_moves before insert or update on payments for each row execute function payment_moves();
create trigger payment_told after update of told_at on payments for each row when (old.told_at is null and new.told_at is not null)
  execute function payment_told();
create trigger payment_returned after update of returned_at on payments for each row
  when (old.returned_at is null and new.returned_at is not null) execute function payment_returned();
create constraint trigger payment_unsettled after update of returned_at on payments deferrable initially deferred for each row
  when (new.returned_at is not null) execute function payment_unsettled();
create constraint trigger payment_settled after update of reference on payments deferrable initially deferred for each row
  when (new.reference is not null) execute function payment_settled();
create trigger a_partner_acts before insert or update or delete on payments for each statement execute function partner_acts();

-- U13.
create trigger asks_again before insert or update on payments for each row execute function asks_again();
