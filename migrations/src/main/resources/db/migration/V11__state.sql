-- Whether a row is what nodes share and no configuration (tokens, sessions): it has no version, and
-- nodes ask for it one by one.
alter table entity add column state boolean not null default false;
