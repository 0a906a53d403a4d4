package main

import (
	"context"

	"github.com/kong/go-kong/kong"
)

// credentials is what go-kong's services of credentials have.
type credentials[T any] interface {
	Create(context.Context, *string, *T) (*T, error)
	Get(context.Context, *string, *string) (*T, error)
	GetByID(context.Context, *string) (*T, error)
	Update(context.Context, *string, *T) (*T, error)
	Delete(context.Context, *string, *string) error
	List(context.Context, *kong.ListOpt) ([]*T, *kong.ListOpt, error)
	ListAll(context.Context) ([]*T, error)
	ListForConsumer(context.Context, *string, *kong.ListOpt) ([]*T, *kong.ListOpt, error)
}

// walkOf walks the credentials of a consumer twice: listed by themselves, then of the consumer.
func walkOf[T any](name, key, posted, put, change string, consumer *string, s credentials[T]) {
	c := calls[T]{
		create:  func(e *T) (*T, error) { return s.Create(ctx, consumer, e) },
		get:     func(k *string) (*T, error) { return s.Get(ctx, consumer, k) },
		update:  func(e *T) (*T, error) { return s.Update(ctx, consumer, e) },
		remove:  func(k *string) error { return s.Delete(ctx, consumer, k) },
		list:    func(o *kong.ListOpt) ([]*T, *kong.ListOpt, error) { return s.List(ctx, o) },
		listAll: func() ([]*T, error) { return s.ListAll(ctx) },
	}
	walk(name, key, posted, put, change, c)
	c.get = func(k *string) (*T, error) { return s.GetByID(ctx, k) }
	c.list = func(o *kong.ListOpt) ([]*T, *kong.ListOpt, error) { return s.ListForConsumer(ctx, consumer, o) }
	walk(name+" of the consumer", "", posted, put, change, c)
}

func walkCredentials(c *kong.Client) {
	consumer := kong.String("of-credentials")
	_, err := c.Consumers.Create(ctx, &kong.Consumer{Username: consumer})
	good("consumer of credentials", err)
	walkOf[kong.KeyAuth]("key-auths", "Key", `{"key":"one"}`, `{"key":"two","tags":["t"]}`, `{"key":"three"}`,
		consumer, c.KeyAuths)
	walkOf[kong.HMACAuth]("hmac-auths", "Username", `{"username":"one","secret":"1"}`, `{"username":"two","secret":"2"}`,
		`{"username":"three","secret":"3"}`, consumer, c.HMACAuths)
	walkOf[kong.JWTAuth]("jwts", "Key", `{"key":"one","secret":"1","algorithm":"HS384"}`,
		`{"key":"two","algorithm":"RS256","rsa_public_key":`+pem("rsa-one-pub.pem")+`}`, `{"key":"three"}`,
		consumer, c.JWTAuths)
	walkOf[kong.Oauth2Credential]("oauth2", "ClientID",
		`{"name":"one","client_id":"1","client_secret":"s","redirect_uris":["https://a.test/"]}`,
		`{"name":"two","client_id":"2","client_secret":"s","client_type":"public"}`, `{"name":"three"}`,
		consumer, c.Oauth2Credentials)
	walkOf[kong.ACLGroup]("acls", "Group", `{"group":"one"}`, `{"group":"two"}`, `{"group":"three"}`, consumer, c.ACLs)
	walkPasswords(c, consumer)
	good("consumer delete", c.Consumers.Delete(ctx, consumer))
}

// walkPasswords is a walk of its own: what comes back of a password is its hash.
func walkPasswords(c *kong.Client, consumer *string) {
	sent := &kong.BasicAuth{Username: kong.String("one"), Password: kong.String("secret")}
	came, err := c.BasicAuths.Create(ctx, consumer, sent)
	if !good("basic-auths create", err) {
		return
	}
	if *came.Username != "one" || len(*came.Password) != 40 {
		fault("basic-auths create", "came %+v", tree(came))
	}
	read("basic-auths get", came.ID, came, func(k *string) (*kong.BasicAuth, error) { return c.BasicAuths.Get(ctx, consumer, k) })
	read("basic-auths by name", sent.Username, came, func(k *string) (*kong.BasicAuth, error) { return c.BasicAuths.Get(ctx, consumer, k) })
	changed, err := c.BasicAuths.Update(ctx, consumer, &kong.BasicAuth{ID: came.ID, Username: kong.String("two")})
	if good("basic-auths update", err) && (*changed.Username != "two" || *changed.Password != *came.Password) {
		fault("basic-auths update", "came %+v", tree(changed))
	}
	all, err := c.BasicAuths.ListAll(ctx)
	if good("basic-auths list", err) && len(all) != 1 {
		fault("basic-auths list", "%d", len(all))
	}
	good("basic-auths delete", c.BasicAuths.Delete(ctx, consumer, came.ID))
}
