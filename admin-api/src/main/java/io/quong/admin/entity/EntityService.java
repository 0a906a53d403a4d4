package io.quong.admin.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Arguments;
import io.quong.admin.api.Call;
import io.quong.admin.api.Reply;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Origin;
import io.quong.admin.store.Page;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import io.quong.admin.store.StoreUnavailable;
import io.quong.admin.store.Writer;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads, lists and shows entities of any kind, and takes writes to the committer. */
public final class EntityService {
  /** A write that the committer did not come to in this time is not waited for. */
  private static final long LONGEST_WAIT_SECONDS = 60;

  private static final String BEHIND_ALL = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private final Kinds kinds;
  private final Reader reader;
  private final Writer writer;
  private final Writes writes;
  private final TimeToLive timeToLive;

  public EntityService(Kinds kinds, Reader reader, Writer writer, Writes writes, Clock clock) {
    this.kinds = kinds;
    this.reader = reader;
    this.writer = writer;
    this.writes = writes;
    this.timeToLive = new TimeToLive(clock);
  }

  public Kinds kinds() {
    return kinds;
  }

  public Reader reader() {
    return reader;
  }

  public Writes writes() {
    return writes;
  }

  /**
   * Runs a write of a client and waits for its commit. {@code If-Match} holds for the first entity
   * that it writes.
   *
   * @return what it answers, with the version that holds it
   */
  public Reply write(Call call, Writer.Write<Reply> write) {
    return write(
        call.origin(),
        transaction -> {
          transaction.expect(call.header("If-Match"));
          return write.in(transaction);
        });
  }

  /** Runs a write and waits for its commit. */
  public Reply write(Origin origin, Writer.Write<Reply> write) {
    try {
      Writer.Result<Reply> result = committed(origin, write);
      return result.value().withVersion(result.version());
    } catch (TakenBack answered) {
      return answered.reply();
    }
  }

  /** Runs a write that answers no client, and waits for its commit. */
  public <T> T commit(Writer.Write<T> write) {
    return committed(Origin.OWN, write).value();
  }

  private <T> Writer.Result<T> committed(Origin origin, Writer.Write<T> write) {
    try {
      return writer.submit(origin, write).get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException told) {
        throw told;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (TimeoutException late) {
      throw new StoreUnavailable(new SQLTransientException("the write took too long", late));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable(new SQLTransientException("interrupted", interrupted));
    }
  }

  /** The entity that a path's segment names. */
  public Row find(Kind kind, String segment, Lookup lookup) {
    Row row = PathKey.of(kind, segment).find(lookup);
    if (row == null) {
      throw AdminError.notFound();
    }
    return row;
  }

  /** The entity as answers show it. */
  public ObjectNode show(Row row, Lookup lookup) {
    Kind kind = kinds.get(row.kind());
    ObjectNode shown = kind.schema().show(row.body());
    show(kind, row, shown);
    return kind.rules().shown(shown, lookup);
  }

  /** The answer that shows one entity, with its tag. */
  public Reply one(int status, Row row, Lookup lookup) {
    Kind kind = kinds.get(row.kind());
    ObjectNode shown = kind.rules().shown(kind.schema().show(row.body()), lookup);
    String tag = EntityTag.of(shown);
    show(kind, row, shown);
    return Reply.json(status, shown).with("ETag", tag);
  }

  /** The answer to a write: the entity, and a {@code Warning} when its plugin does not run. */
  public Reply written(int status, Row row, Lookup lookup) {
    Reply reply = one(status, row, lookup);
    String warning = kinds.get(row.kind()).schema().warning(row.body());
    return warning == null ? reply : reply.with("Warning", "299 quong \"" + warning + '"');
  }

  private void show(Kind kind, Row row, ObjectNode shown) {
    if (!reader.isDocument()) {
      timeToLive.show(kind, row, shown);
    }
  }

  private String after(Arguments query) {
    try {
      return Paging.after(query);
    } catch (AdminError refused) {
      if (reader.isDocument()) {
        return BEHIND_ALL;
      }
      throw refused;
    }
  }

  /** A page of all entities of a kind. */
  public Reply list(Kind kind, Call call) {
    Arguments query = call.query();
    int size = Paging.size(query);
    Page page = reader.page(kind.name(), after(query), size, Paging.tags(query));
    return page(page, call.path(), Paging.filters(query));
  }

  /** A page of the entities that refer to another. */
  public Reply list(Kind kind, String field, Row parent, Call call) {
    Arguments query = call.query();
    int size = Paging.size(query);
    // Kong checks the filter's syntax here, and does not filter.
    Paging.tags(query);
    String after = after(query);
    Page page = reader.referring(kind.name(), field, parent.id(), after, size);
    return page(page, call.path(), "");
  }

  private Reply page(Page page, String path, String next) {
    List<ObjectNode> shown = page.rows().stream().map(row -> show(row, reader)).toList();
    String offset = null;
    if (page.more()) {
      offset = Paging.offset(page.rows().get(page.rows().size() - 1).id());
    }
    return Paging.page(shown, offset, path, next);
  }
}
