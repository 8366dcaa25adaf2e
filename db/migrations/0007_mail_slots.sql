DROP TABLE "mail_pace" CASCADE;
--> statement-breakpoint
CREATE TABLE "mail_slots" (
	"id" smallint PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint

alter table mail_slots enable row level security;
--> statement-breakpoint
alter table mail_slots force row level security;
--> statement-breakpoint
create policy system_only on mail_slots for all using (app_actor() = 'system');
--> statement-breakpoint
insert into mail_slots (id, free_at) select n, 'epoch' from generate_series(1, 1000) n;
--> statement-breakpoint
revoke insert, delete on mail_slots from mci_application;
