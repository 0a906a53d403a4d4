-- Each version: when, by whom, and how much. Older versions than this table have no row.
create table config_change (
  version bigint primary key,
  at timestamptz not null default now(),
  who text,
  source text,
  created integer not null,
  updated integer not null,
  deleted integer not null
);
create index config_change_at on config_change (at);

-- The entity as it was before; null for one that the version made.
alter table change_log add column before jsonb;
