-- Changed now, in one's own name.
create trigger said_by_asker before update on programme for each row execute function said_by_asker('changed_at', 'changed_by');

-- P13.
create trigger currency_stays before update of currency on programme for each row execute function currency_stays();

-- U13: what keeps one person from doing harm alone.
create trigger asks_again before update on programme for each row
  when ((old.operators_factor, old.approver_pays, old.two_editors) is distinct from (new.operators_factor, new.approver_pays, new.two_editors))
  execute function asks_again();
