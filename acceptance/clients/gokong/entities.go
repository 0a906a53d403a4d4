package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/kong/go-kong/kong"
)

// service is what most of go-kong's services have.
type service[T any] interface {
	Create(context.Context, *T) (*T, error)
	Get(context.Context, *string) (*T, error)
	Update(context.Context, *T) (*T, error)
	Delete(context.Context, *string) error
	List(context.Context, *kong.ListOpt) ([]*T, *kong.ListOpt, error)
	ListAll(context.Context) ([]*T, error)
}

func plain[T any](s service[T]) calls[T] {
	return calls[T]{
		create:  func(e *T) (*T, error) { return s.Create(ctx, e) },
		get:     func(k *string) (*T, error) { return s.Get(ctx, k) },
		update:  func(e *T) (*T, error) { return s.Update(ctx, e) },
		remove:  func(k *string) error { return s.Delete(ctx, k) },
		list:    func(o *kong.ListOpt) ([]*T, *kong.ListOpt, error) { return s.List(ctx, o) },
		listAll: func() ([]*T, error) { return s.ListAll(ctx) },
	}
}

// pem is a JSON text of a file of the conformance keys.
func pem(name string) string {
	content, err := os.ReadFile(filepath.Join("..", "conformance", "keys", name))
	if err != nil {
		panic(err)
	}
	out, err := json.Marshal(string(content))
	if err != nil {
		panic(err)
	}
	return string(out)
}

func walkEntities(c *kong.Client) {
	walk("services", "Name", `{"name":"one","host":"a.test","path":"/p","tags":["t"]}`,
		`{"name":"two","protocol":"grpc","host":"b.test","port":9000,"retries":0,"tls_verify":null}`,
		`{"name":"three","enabled":false,"read_timeout":7}`, plain[kong.Service](c.Services))
	walk("routes", "Name", `{"name":"one","paths":["/a","~/b"],"headers":{"x-a":["1"]},"strip_path":false}`,
		`{"name":"two","protocols":["tcp"],"sources":[{"ip":"10.0.0.0/8","port":1}],"destinations":[{"port":2}]}`,
		`{"name":"three","hosts":["*.test"],"regex_priority":5,"https_redirect_status_code":301}`,
		plain[kong.Route](c.Routes))
	walk("consumers", "Username", `{"username":"one","custom_id":"1"}`, `{"username":"two","tags":["a","b"]}`,
		`{"username":"three","custom_id":"3"}`, plain[kong.Consumer](c.Consumers))
	walk("plugins", "InstanceName", `{"name":"key-auth","instance_name":"one","config":{"key_names":["k"]}}`,
		`{"name":"rate-limiting","instance_name":"two","config":{"minute":5,"policy":"local"},"enabled":false}`,
		`{"name":"key-auth","config":{"hide_credentials":true}}`, plain[kong.Plugin](c.Plugins))
	walk("upstreams", "Name", `{"name":"one","hash_on":"header","hash_on_header":"x-a","slots":100}`,
		`{"name":"two","algorithm":"least-connections","healthchecks":{"active":{"http_path":"/up","healthy":{"interval":1}}}}`,
		`{"name":"three","host_header":"h.test"}`, plain[kong.Upstream](c.Upstreams))
	pair := `"cert":` + pem("rsa-one-cert.pem") + `,"key":` + pem("rsa-one-key.pem")
	walk("certificates", "", `{`+pair+`,"snis":["a.test","b.test"]}`, `{`+pair+`,"tags":["t"]}`,
		`{"snis":["b.test","c.test"]}`, plain[kong.Certificate](c.Certificates))
	walk("CA certificates", "", `{"cert":`+pem("ca-cert.pem")+`}`, `{"cert":`+pem("ca-two-cert.pem")+`}`,
		`{"tags":["x"]}`, plain[kong.CACertificate](c.CACertificates))
	certificate := made("certificate", `{`+pair+`}`, plain[kong.Certificate](c.Certificates).create)
	walk("SNIs", "Name", `{"name":"one.test","certificate":{"id":"`+*certificate.ID+`"}}`,
		`{"name":"*.two.test","certificate":{"id":"`+*certificate.ID+`"}}`, `{"tags":["x"]}`, plain[kong.SNI](c.SNIs))
	good("certificate delete", c.Certificates.Delete(ctx, certificate.ID))
	walk("vaults", "Prefix", `{"name":"env","prefix":"one","config":{"prefix":"A_"}}`,
		`{"name":"env","prefix":"two","description":"d","config":{}}`, `{"description":"other"}`,
		plain[kong.Vault](c.Vaults))
	walk("key sets", "Name", `{"name":"one"}`, `{"name":"two","tags":["t"]}`, `{"name":"three"}`,
		plain[kong.KeySet](c.KeySets))
	walk("keys", "Name", `{"name":"one","kid":"1","pem":{"public_key":`+pem("rsa-one-pub.pem")+`}}`,
		`{"name":"two","kid":"2","pem":{"private_key":`+pem("rsa-two-key.pem")+`,"public_key":`+pem("rsa-two-pub.pem")+`}}`,
		`{"name":"three"}`, plain[kong.Key](c.Keys))
	walkTargets(c)
	walkCredentials(c)
}

func walkTargets(c *kong.Client) {
	upstream := kong.String("of-targets")
	_, err := c.Upstreams.Create(ctx, &kong.Upstream{Name: upstream})
	good("upstream of targets", err)
	t := c.Targets
	walk("targets", "", `{"target":"10.0.0.1:80","weight":5}`, `{"target":"10.0.0.2:80","tags":["t"]}`, "",
		calls[kong.Target]{
			create:  func(e *kong.Target) (*kong.Target, error) { return t.Create(ctx, upstream, e) },
			remove:  func(k *string) error { return t.Delete(ctx, upstream, k) },
			list:    func(o *kong.ListOpt) ([]*kong.Target, *kong.ListOpt, error) { return t.List(ctx, upstream, o) },
			listAll: func() ([]*kong.Target, error) { return t.ListAll(ctx, upstream) },
		})
	good("upstream delete", c.Upstreams.Delete(ctx, upstream))
}
