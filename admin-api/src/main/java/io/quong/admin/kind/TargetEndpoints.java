package io.quong.admin.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.api.AdminError;
import io.quong.admin.api.Arguments;
import io.quong.admin.api.Call;
import io.quong.admin.api.Endpoints;
import io.quong.admin.api.Reply;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.NestedEndpoints;
import io.quong.admin.entity.Paging;
import io.quong.admin.entity.PathKey;
import io.quong.admin.store.Lookup;
import io.quong.admin.store.Page;
import io.quong.admin.store.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Targets of an upstream: named by id or by address, listed newest first, and never made by PUT,
 * which is another PATCH.
 */
public final class TargetEndpoints extends NestedEndpoints {
  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparingDouble((Row row) -> row.body().path("created_at").asDouble())
          .reversed()
          .thenComparing(Row::id);

  private static final int PAGE = 1_000;
  private static final String UNDER = "/upstreams/{upstreams}/targets";

  public TargetEndpoints(EntityService service) {
    super(service, service.kinds().get("targets"), "upstream", service.kinds().get("upstreams"));
  }

  void add(Endpoints endpoints) {
    add(UNDER, endpoints);
    endpoints.add("GET", UNDER + "/all", this::all);
    // A target is reached through its upstream alone.
    endpoints.remove("/targets");
    endpoints.remove("/targets/{targets}");
    endpoints.remove("/targets/{targets}/upstream");
  }

  @Override
  protected PathKey key(Call call, Row upstream, Lookup lookup) {
    String segment = call.parameter(kind.name());
    if (PathKey.isId(segment)) {
      return PathKey.of(kind, segment);
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode().put("target", segment);
    values.putObject("upstream").put("id", upstream.id());
    Row row = kind.find(values, lookup);
    if (row == null) {
      throw AdminError.notFound();
    }
    return PathKey.of(kind, row.id());
  }

  @Override
  protected Reply put(Call call) {
    return patch(call);
  }

  /** The target of an upstream that a path names. */
  public Row find(Call call, Row upstream, Lookup lookup) {
    return child(key(call, upstream, lookup), upstream, lookup);
  }

  /** All targets of an upstream, newest first. */
  public static List<Row> newestFirst(String upstreamId, Lookup lookup) {
    List<Row> rows = new ArrayList<>();
    String after = null;
    boolean more = true;
    while (more) {
      Page page = lookup.referring("targets", "upstream", upstreamId, after, PAGE);
      rows.addAll(page.rows());
      more = page.more();
      after = rows.isEmpty() ? null : rows.get(rows.size() - 1).id();
    }
    rows.sort(NEWEST_FIRST);
    return rows;
  }

  @Override
  protected Reply list(Call call) {
    Row upstream = parent(call, service.reader());
    Paging.tags(call.query());
    List<Row> rows = newestFirst(upstream.id(), service.reader());
    return Reply.ok(page(call, rows, (row, shown) -> {}));
  }

  /** What else is shown of a target. */
  public interface Shown {
    void add(Row row, ObjectNode shown);
  }

  /** One page of targets. */
  public ObjectNode page(Call call, List<Row> rows, Shown more) {
    Arguments query = call.query();
    int size = Paging.size(query);
    int from = Math.min(position(query), rows.size());
    int to = Math.min(from + size, rows.size());
    List<ObjectNode> shown = new ArrayList<>();
    for (Row row : rows.subList(from, to)) {
      ObjectNode target = service.show(row, service.reader());
      more.add(row, target);
      shown.add(target);
    }
    String offset = to < rows.size() ? Integer.toString(to) : null;
    return Paging.body(shown, offset, call.path(), "");
  }

  private static int position(Arguments query) {
    if (!query.has("offset")) {
      return 0;
    }
    String offset = query.first("offset") == null ? "" : query.first("offset");
    if (!offset.matches("\\d{1,9}")) {
      throw AdminError.invalidOffset(offset, "bad offset");
    }
    return Integer.parseInt(offset);
  }

  private Reply all(Call call) {
    return super.list(call);
  }
}
