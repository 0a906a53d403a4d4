-- Which database this is: versions of two databases can't be compared, so a node that meets another
-- one starts over. One row.
create table installation (
  id uuid not null
);
insert into installation values (gen_random_uuid());

-- Nodes as they were last heard of, by whichever control plane.
create table cluster_node (
  id uuid primary key,
  address text not null,
  connected boolean not null,
  last_seen timestamptz not null,
  first_seen timestamptz not null,
  status jsonb not null
);
create index cluster_node_last_seen on cluster_node (last_seen);

-- Counters that nodes share; expires_at in milliseconds since the epoch.
create table cluster_counter (
  key text primary key,
  value bigint not null,
  expires_at bigint not null
) with (fillfactor = 70);
create index cluster_counter_expires_at on cluster_counter (expires_at);

-- What all nodes shall do now; kept until every node that polls has had the time to see it.
create table cluster_order (
  number bigint primary key,
  type text not null,
  body jsonb not null,
  created_at timestamptz not null default now()
);
