// Command reconcile does what decK does, by decK's own library: it syncs a declaration of so many services with
// routes, plugins, consumers and upstreams, finds no difference, dumps, resets, syncs the dump and finds no
// difference again. The gateway is left empty.
//
//	go run ./reconcile http://127.0.0.1:8001 1000
//	go run ./reconcile http://127.0.0.1:8001 kong.yaml
//
// In the place of a number may stand decK's file.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/blang/semver/v4"
	"github.com/kong/go-database-reconciler/pkg/diff"
	"github.com/kong/go-database-reconciler/pkg/dump"
	"github.com/kong/go-database-reconciler/pkg/file"
	"github.com/kong/go-database-reconciler/pkg/state"
	"github.com/kong/go-database-reconciler/pkg/utils"
	"github.com/kong/go-kong/kong"
)

// parallelism is decK's default.
const parallelism = 10

var (
	ctx     = context.Background()
	version = semver.MustParse("3.9.1")
	scope   = dump.Config{IsConsumerGroupScopedPluginSupported: true}
)

func main() {
	client, err := utils.GetKongClient(utils.KongClientConfig{Address: os.Args[1], Timeout: 60})
	check(err)
	services, err := strconv.Atoi(os.Args[2])
	content := []byte(declaration(services))
	if err != nil {
		content, err = os.ReadFile(os.Args[2])
		check(err)
	}
	folder, err := os.MkdirTemp("", "reconcile")
	check(err)
	defer os.RemoveAll(folder)
	declared, dumped := filepath.Join(folder, "kong.yaml"), filepath.Join(folder, "dump.yaml")
	check(os.WriteFile(declared, content, 0o600))
	check(os.WriteFile(filepath.Join(folder, "empty.yaml"), []byte("_format_version: \"3.0\"\n"), 0o600))

	created, _, _ := solve("sync", client, declared, false)
	expectNothing("diff", client, declared)
	check(file.KongStateToFile(current(client), file.WriteConfig{
		Filename: dumped, FileFormat: file.YAML, KongVersion: version.String(),
	}))
	_, _, deleted := solve("reset", client, filepath.Join(folder, "empty.yaml"), false)
	again, _, _ := solve("sync of the dump", client, dumped, false)
	expectNothing("diff of the dump", client, dumped)
	solve("reset", client, filepath.Join(folder, "empty.yaml"), false)
	if int(created) < 12*services || deleted != created || again != created {
		fail("created %d, deleted %d, created again %d", created, deleted, again)
	}
}

func current(client *kong.Client) *state.KongState {
	raw, err := dump.Get(ctx, client, scope)
	check(err)
	out, err := state.Get(raw)
	check(err)
	return out
}

// solve makes the gateway what the file says, or only finds the differences, and counts them.
func solve(what string, client *kong.Client, path string, dry bool) (created, updated, deleted int32) {
	start := time.Now()
	content, err := file.GetContentFromFiles([]string{path}, false)
	check(err)
	now := current(client)
	raw, err := file.Get(ctx, content, file.RenderConfig{CurrentState: now, KongVersion: version}, scope, client)
	check(err)
	target, err := state.Get(raw)
	check(err)
	silent := func(...any) {}
	syncer, err := diff.NewSyncer(diff.SyncerOpts{
		CurrentState: now, TargetState: target, KongClient: client, SilenceWarnings: true,
		CreatePrintln: silent, UpdatePrintln: func(a ...any) { fmt.Println(a...) }, DeletePrintln: silent,
	})
	check(err)
	stats, errs, _ := syncer.Solve(ctx, parallelism, dry, false)
	for _, each := range errs {
		check(each)
	}
	created, updated, deleted = stats.CreateOps.Count(), stats.UpdateOps.Count(), stats.DeleteOps.Count()
	fmt.Printf("%s: %d created, %d updated, %d deleted in %.1f s\n",
		what, created, updated, deleted, time.Since(start).Seconds())
	return created, updated, deleted
}

func expectNothing(what string, client *kong.Client, path string) {
	if created, updated, deleted := solve(what, client, path, true); created+updated+deleted > 0 {
		fail("%s: not empty", what)
	}
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, more ...any) {
	fmt.Printf(format+"\n", more...)
	os.Exit(1)
}
