-- P30.
create trigger payment_line_fits before insert or update on payment_lines for each row execute function payment_line_fits();
create trigger a_partner_acts before insert or update or delete on payment_lines for each statement execute function partner_acts();
