package main

import (
	"github.com/kong/go-kong/kong"
)

// askTheRest makes the calls that are not of one entity alone.
func askTheRest(c *kong.Client) {
	askNode(c)
	askNested(c)
	askSchemas(c)
	askForTags(c)
	askForWhatIsNotThere(c)
}

func askNode(c *kong.Client) {
	root, err := c.Root(ctx)
	if good("root", err) {
		version, _ := root["version"].(string)
		parsed, err := kong.ParseSemanticVersion(version)
		if good("version", err) && (parsed.Major() != 3 || parsed.IsKongGatewayEnterprise()) {
			fault("version", "%s", version)
		}
	}
	status, err := c.Status(ctx)
	if good("status", err) && !status.Database.Reachable {
		fault("status", "%+v", status)
	}
	info, err := c.Info.Get(ctx)
	if good("info", err) && (info.Configuration.Database != "postgres" || info.Version == "") {
		fault("info", "%+v", info)
	}
	_, _, err = c.Listeners(ctx)
	good("listeners", err)
	exists, err := c.Tags.Exists(ctx)
	if good("tags", err) && !exists {
		fault("tags", "are not there")
	}
}

func askNested(c *kong.Client) {
	service := made("service", `{"name":"of-routes","host":"a.test"}`, plain[kong.Service](c.Services).create)
	route, err := c.Routes.CreateInService(ctx, service.ID, from[kong.Route](`{"name":"r","paths":["/a"]}`))
	good("route in its service", err)
	of, err := c.Services.GetForRoute(ctx, route.ID)
	if good("service of the route", err) && *of.ID != *service.ID {
		fault("service of the route", "%v", of.ID)
	}
	listed, _, err := c.Routes.ListForService(ctx, service.Name, nil)
	if good("routes of the service", err) && len(listed) != 1 {
		fault("routes of the service", "%d", len(listed))
	}
	consumer := made("consumer", `{"username":"u","custom_id":"the id"}`, plain[kong.Consumer](c.Consumers).create)
	byCustomID, err := c.Consumers.GetByCustomID(ctx, consumer.CustomID)
	if good("consumer by custom id", err) && *byCustomID.ID != *consumer.ID {
		fault("consumer by custom id", "%v", byCustomID.ID)
	}
	askPluginsOf(c, service, route, consumer)
	good("route delete", c.Routes.Delete(ctx, route.ID))
	good("service delete", c.Services.Delete(ctx, service.Name))
	good("consumer delete", c.Consumers.Delete(ctx, consumer.Username))
	askHealth(c)
}

func askPluginsOf(c *kong.Client, service *kong.Service, route *kong.Route, consumer *kong.Consumer) {
	plugins := c.Plugins
	ofService, err := plugins.CreateForService(ctx, service.Name, from[kong.Plugin](`{"name":"cors"}`))
	good("plugin of a service", err)
	ofService.Enabled = kong.Bool(false)
	updated, err := plugins.UpdateForService(ctx, service.Name, ofService)
	if good("update of a service's plugin", err) && *updated.Enabled {
		fault("update of a service's plugin", "still enabled")
	}
	ofRoute, err := plugins.CreateForRoute(ctx, route.Name, from[kong.Plugin](`{"name":"cors"}`))
	good("plugin of a route", err)
	_, err = plugins.UpdateForRoute(ctx, route.Name, ofRoute)
	good("update of a route's plugin", err)
	_, err = plugins.Create(ctx, from[kong.Plugin](`{"name":"request-termination","consumer":{"id":"`+*consumer.ID+`"}}`))
	good("plugin of a consumer", err)
	for where, list := range map[string]func() ([]*kong.Plugin, error){
		"plugins of the service":  func() ([]*kong.Plugin, error) { return plugins.ListAllForService(ctx, service.Name) },
		"plugins of the route":    func() ([]*kong.Plugin, error) { return plugins.ListAllForRoute(ctx, route.ID) },
		"plugins of the consumer": func() ([]*kong.Plugin, error) { return plugins.ListAllForConsumer(ctx, consumer.Username) },
	} {
		found, err := list()
		if good(where, err) && len(found) != 1 {
			fault(where, "%d", len(found))
		}
	}
	good("delete of a service's plugin", plugins.DeleteForService(ctx, service.Name, ofService.ID))
	good("delete of a route's plugin", plugins.DeleteForRoute(ctx, route.Name, ofRoute.ID))
}

func askHealth(c *kong.Client) {
	name := kong.String("of-health")
	made("upstream", `{"name":"of-health","healthchecks":{"passive":{"unhealthy":{"http_failures":1}}}}`,
		plain[kong.Upstream](c.Upstreams).create)
	target, err := c.Targets.Create(ctx, name, from[kong.Target](`{"target":"10.0.0.1:80"}`))
	good("target", err)
	// go-kong marks by POST, which a Kong 3.9 refuses as well: it wants PUT.
	refused("mark unhealthy", c.Targets.MarkUnhealthy(ctx, name, target))
	refused("mark healthy", c.Targets.MarkHealthy(ctx, name, target))
	health, err := c.UpstreamNodeHealth.ListAll(ctx, name)
	if good("health", err) && len(health) != 1 {
		fault("health", "%d", len(health))
	}
	good("upstream delete", c.Upstreams.Delete(ctx, name))
}

func askSchemas(c *kong.Client) {
	for _, entity := range []string{
		"services", "routes", "consumers", "plugins", "upstreams", "targets", "certificates",
		"ca_certificates", "snis", "vaults", "keys", "key_sets", "keyauth_credentials", "basicauth_credentials",
		"hmacauth_credentials", "jwt_secrets", "oauth2_credentials", "acls", "plugins/rate-limiting", "vaults/env",
	} {
		schema, err := c.Schemas.Get(ctx, entity)
		if good("schema of "+entity, err) && schema["fields"] == nil {
			fault("schema of "+entity, "without fields")
		}
	}
	_, err := c.Plugins.GetSchema(ctx, kong.String("key-auth"))
	good("schema of key-auth", err)
	valid("route", true)(c.Routes.Validate(ctx, from[kong.Route](`{"paths":["/a"]}`)))
	valid("bad route", false)(c.Routes.Validate(ctx, from[kong.Route](`{"paths":["a"]}`)))
	valid("plugin", true)(c.Plugins.Validate(ctx, from[kong.Plugin](`{"name":"key-auth"}`)))
	valid("vault", true)(c.Vaults.Validate(ctx, from[kong.Vault](`{"name":"env","prefix":"my-vault","config":{}}`)))
	valid("service", true)(c.Schemas.Validate(ctx, "services", from[kong.Service](`{"host":"h"}`)))
	valid("bad service", false)(c.Schemas.Validate(ctx, "services", from[kong.Service](`{"port":70000}`)))
}

func valid(what string, wanted bool) func(bool, string, error) {
	return func(came bool, message string, err error) {
		if good("validate "+what, err) && came != wanted {
			fault("validate "+what, "%v %s", came, message)
		}
	}
}

// askForTags reads what has some or all of the tags.
func askForTags(c *kong.Client) {
	for _, body := range []string{`{"username":"1","tags":["a"]}`, `{"username":"2","tags":["a","b"]}`, `{"username":"3"}`} {
		made("consumer with tags", body, plain[kong.Consumer](c.Consumers).create)
	}
	for all, wanted := range map[bool]int{true: 1, false: 2} {
		found, _, err := c.Consumers.List(ctx, &kong.ListOpt{Size: 1000, Tags: kong.StringSlice("a", "b"), MatchAllTags: all})
		if good("consumers by tags", err) && len(found) != wanted {
			fault("consumers by tags", "all %v: %d", all, len(found))
		}
	}
	for _, name := range []string{"1", "2", "3"} {
		good("consumer delete", c.Consumers.Delete(ctx, kong.String(name)))
	}
}

// askForWhatIsNotThere asks for what only an enterprise Kong has: clients tell by 404.
func askForWhatIsNotThere(c *kong.Client) {
	_, err := c.ConsumerGroups.ListAll(ctx)
	gone("consumer groups", err)
	_, err = c.Partials.ListAll(ctx)
	gone("partials", err)
	_, err = c.Licenses.ListAll(ctx)
	gone("licenses", err)
	_, err = c.MTLSAuths.ListAll(ctx)
	gone("mtls-auths", err)
	_, err = c.Workspaces.ListAll(ctx)
	gone("workspaces", err)
	_, err = c.RBACRoles.ListAll(ctx)
	gone("RBAC roles", err)
	_, err = c.FilterChains.ListAll(ctx)
	if err == nil {
		fault("filter chains", "are there")
	}
}
