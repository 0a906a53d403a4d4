-- Everything that is configured, whatever its kind; what a plugin brings needs no migration.
create table entity (
  kind text not null,
  id uuid not null,
  tags text[] not null default '{}',
  body jsonb not null,
  -- Milliseconds since the epoch; null for entities that stay.
  expires_at bigint,
  primary key (kind, id)
);
create index entity_tags on entity using gin (tags);
create index entity_expires_at on entity (expires_at) where expires_at is not null;

-- One row for each unique value of an entity. Fields that are unique together are one key.
create table entity_key (
  kind text not null,
  field text not null,
  value text not null,
  id uuid not null,
  primary key (kind, field, value),
  foreign key (kind, id) references entity on delete cascade
);
create index entity_key_owner on entity_key (kind, id);

-- One row for each reference of an entity. on_delete: r(estrict), c(ascade), n(ull).
create table entity_ref (
  kind text not null,
  id uuid not null,
  field text not null,
  to_kind text not null,
  to_id uuid not null,
  on_delete char(1) not null,
  primary key (kind, id, field),
  foreign key (kind, id) references entity on delete cascade
);
create index entity_ref_to on entity_ref (to_kind, to_id, kind, field, id);

-- The newest version, and the oldest after which the change log is complete. One row.
create table config_version (
  version bigint not null,
  oldest bigint not null
);
insert into config_version values (0, 0);

-- What each version changed, in commit order; body is null where an entity was deleted.
create table change_log (
  version bigint not null,
  kind text not null,
  id uuid not null,
  body jsonb,
  at timestamptz not null default now(),
  primary key (version, kind, id)
);

-- For people who look in with psql.
create view services as select id, body, tags from entity where kind = 'services';
create view routes as select id, body, tags from entity where kind = 'routes';
create view consumers as select id, body, tags from entity where kind = 'consumers';
create view plugins as select id, body, tags from entity where kind = 'plugins';
create view upstreams as select id, body, tags from entity where kind = 'upstreams';
create view targets as select id, body, tags from entity where kind = 'targets';
create view certificates as select id, body - 'key' - 'key_alt' as body, tags
  from entity where kind = 'certificates';
create view snis as select id, body, tags from entity where kind = 'snis';
create view ca_certificates as select id, body, tags from entity where kind = 'ca_certificates';
