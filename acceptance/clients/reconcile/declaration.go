package main

import (
	"fmt"
	"strings"
)

// declaration is decK's file with so many of each: 13 entities for a service, and some for all.
func declaration(services int) string {
	var out strings.Builder
	out.WriteString("_format_version: \"3.0\"\nservices:\n")
	for i := range services {
		fmt.Fprintf(&out, `- name: s%[1]d
  host: u%[1]d.test
  path: /p%[1]d
  tags: [t%[2]d]
  plugins:
  - name: request-transformer
    config: {add: {headers: ["x-a:%[1]d"]}}
  routes:
  - name: r%[1]d
    paths: [/r%[1]d, "~/x%[1]d/(?<a>.*)$"]
    methods: [GET, POST]
    headers: {x-v: ["%[1]d"]}
    plugins:
    - name: rate-limiting
      config: {minute: %[3]d, policy: local, redis_host: r.test}
    - name: key-auth
`, i, i%7, i+1)
	}
	out.WriteString("upstreams:\n")
	for i := range services {
		fmt.Fprintf(&out, `- name: u%[1]d.test
  healthchecks: {passive: {unhealthy: {http_failures: 3}}}
  targets: [{target: "10.0.%[2]d.%[3]d:80"}, {target: "10.1.%[2]d.%[3]d:81", weight: 5}]
`, i, i/250, i%250)
	}
	out.WriteString("consumers:\n")
	for i := range services {
		fmt.Fprintf(&out, `- username: c%[1]d
  custom_id: id%[1]d
  keyauth_credentials: [{key: key-of-%[1]d}]
  jwt_secrets: [{key: jk%[1]d, secret: js%[1]d, algorithm: HS256}]
  hmacauth_credentials: [{username: h%[1]d, secret: hs%[1]d}]
  acls: [{group: g%[2]d}]
`, i, i%5)
	}
	out.WriteString(`plugins:
- name: cors
- name: prometheus
vaults:
- {name: env, prefix: my-env, config: {prefix: X_}}
`)
	return out.String()
}
