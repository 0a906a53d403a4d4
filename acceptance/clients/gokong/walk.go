package main

import (
	"encoding/json"
	"reflect"

	"github.com/kong/go-kong/kong"
)

// given is the id of the entities that are made with one.
const given = "5a7e0000-0000-4000-8000-0000000000aa"

// calls are go-kong's methods for one sort of entity; those that it doesn't have are nil.
type calls[T any] struct {
	create  func(*T) (*T, error)
	get     func(*string) (*T, error)
	update  func(*T) (*T, error)
	remove  func(*string) error
	list    func(*kong.ListOpt) ([]*T, *kong.ListOpt, error)
	listAll func() ([]*T, error)
}

// walk makes one entity without an id (POST) and one with (PUT), reads them by id and by their key (the
// name of a field, or nothing), changes, lists and deletes them. posted, put and change are JSON texts.
func walk[T any](name, key, posted, put, change string, c calls[T]) {
	one := made(name+" create", posted, c.create)
	two := made(name+" create with an id", with(put, given), c.create)
	if one == nil || two == nil {
		return
	}
	if c.get != nil { // go-kong makes targets by POST alone
		two = made(name+" create again", with(put, given), c.create)
	}
	for _, each := range []*T{one, two} {
		for _, field := range []string{"ID", key} {
			if field != "" && c.get != nil {
				read(name+" get by "+field, text(each, field), each, c.get)
			}
		}
	}
	if c.update != nil {
		changed := from[T](change)
		reflect.ValueOf(changed).Elem().FieldByName("ID").Set(reflect.ValueOf(text(one, "ID")))
		came, err := c.update(changed)
		if good(name+" update", err) {
			same(name+" update", changed, came)
		}
	}
	pages(name, c)
	for _, each := range []*T{one, two} {
		good(name+" delete", c.remove(text(each, "ID")))
		if c.get != nil {
			_, err := c.get(text(each, "ID"))
			gone(name+" get of what is deleted", err)
		}
	}
}

// made is what came of a create, which has all that was sent, or nil.
func made[T any](where, body string, create func(*T) (*T, error)) *T {
	sent := from[T](body)
	came, err := create(sent)
	if !good(where, err) {
		return nil
	}
	same(where, sent, came)
	return came
}

func read[T any](where string, key *string, wanted *T, get func(*string) (*T, error)) {
	came, err := get(key)
	if good(where, err) {
		same(where, wanted, came)
	}
}

// pages reads both by pages of one, then all at once.
func pages[T any](name string, c calls[T]) {
	count := 0
	for next := (&kong.ListOpt{Size: 1}); next != nil && count <= 2; {
		page, following, err := c.list(next)
		if !good(name+" list", err) {
			return
		}
		count += len(page)
		next = following
	}
	if count != 2 {
		fault(name+" list", "%d entities by pages of one", count)
	}
	all, err := c.listAll()
	if good(name+" list of all", err) && len(all) != 2 {
		fault(name+" list of all", "%d entities", len(all))
	}
}

// same is a fault for each member that was sent and came back otherwise.
func same(where string, sent, came any) {
	within(where, tree(sent), tree(came))
}

func within(where string, sent, came any) {
	members, isObject := sent.(map[string]any)
	if !isObject {
		if !reflect.DeepEqual(sent, came) {
			fault(where, "sent %v, came %v", sent, came)
		}
		return
	}
	other, _ := came.(map[string]any)
	for name, value := range members {
		within(where+" "+name, value, other[name])
	}
}

func text(entity any, field string) *string {
	return reflect.ValueOf(entity).Elem().FieldByName(field).Interface().(*string)
}

func with(body, id string) string {
	return `{"id":"` + id + `",` + body[1:]
}

func from[T any](body string) *T {
	entity := new(T)
	if err := json.Unmarshal([]byte(body), entity); err != nil {
		panic(body + ": " + err.Error())
	}
	return entity
}

func tree(entity any) any {
	body, err := json.Marshal(entity)
	if err != nil {
		panic(err)
	}
	var out any
	if err := json.Unmarshal(body, &out); err != nil {
		panic(err)
	}
	return out
}
