package io.quong.admin.declarative;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.admin.entity.Kind;
import io.quong.admin.entity.KindOrder;
import io.quong.admin.entity.Kinds;
import io.quong.admin.store.Page;
import io.quong.admin.store.Reader;
import io.quong.admin.store.Row;
import io.quong.schema.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The whole configuration as a document: flat lists, ids and all, values as they are stored. */
public final class DocumentExport {
  private static final int PAGE = 1_000;

  private final Kinds kinds;
  private final Reader reader;

  public DocumentExport(Kinds kinds, Reader reader) {
    this.kinds = kinds;
    this.reader = reader;
  }

  public ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("_format_version", "3.0").put("_transform", false);
    KindOrder order = new KindOrder(kinds);
    List<Kind> sorted = new ArrayList<>(kinds.all());
    sorted.removeIf(Kind::isState);
    sorted.sort(Comparator.comparingInt(order::rank).thenComparing(Kind::name));
    for (Kind kind : sorted) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      String after = null;
      boolean more = true;
      while (more) {
        Page page = reader.page(kind.name(), after, PAGE, null);
        for (Row row : page.rows()) {
          list.add(flat(kind, row));
          after = row.id();
        }
        more = page.more() && !page.rows().isEmpty();
      }
      if (!list.isEmpty()) {
        document.set(kind.name(), list);
      }
    }
    return document;
  }

  private static ObjectNode flat(Kind kind, Row row) {
    ObjectNode shown = kind.schema().show(row.body());
    for (Field field : kind.schema().references()) {
      if (shown.path(field.name()).path("id").isTextual()) {
        shown.set(field.name(), shown.get(field.name()).get("id"));
      }
    }
    return shown;
  }
}
