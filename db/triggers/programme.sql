-- Changed now, in one's own name.
create trigger said_by_asker before update on programme for each row execute function said_by_asker('changed_at', 'changed_by');

-- P13.
create trigger currency_stays before update of currency on programme for each row execute function currency_stays();
