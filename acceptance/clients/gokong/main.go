// Command gokong makes go-kong's own calls for every entity against an Admin API and tells what
// went otherwise than with a Kong. The gateway is expected to be empty, and is left so.
//
//	go run ./gokong http://127.0.0.1:8001
package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/kong/go-kong/kong"
)

var (
	ctx    = context.Background()
	faults int
)

// fault tells what was expected; the walk goes on.
func fault(where, format string, more ...any) {
	faults++
	fmt.Printf("%s: %s\n", where, fmt.Sprintf(format, more...))
}

// good is false, and a fault, when a call failed.
func good(where string, err error) bool {
	if err != nil {
		fault(where, "%v", err)
	}
	return err == nil
}

func gone(where string, err error) {
	if !kong.IsNotFoundErr(err) {
		fault(where, "not 404 but %v", err)
	}
}

func refused(where string, err error) {
	var answer *kong.APIError
	if !errors.As(err, &answer) || answer.Code() != 405 {
		fault(where, "not 405 but %v", err)
	}
}

func main() {
	client, err := kong.NewClient(kong.String(os.Args[1]), nil)
	if err != nil {
		panic(err)
	}
	walkEntities(client)
	askTheRest(client)
	if faults > 0 {
		fmt.Printf("%d faults\n", faults)
		os.Exit(1)
	}
	fmt.Println("go-kong: no fault")
}
