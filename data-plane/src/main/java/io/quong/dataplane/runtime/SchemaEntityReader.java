package io.quong.dataplane.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quong.schema.Schema;
import io.quong.schema.SecretReferences;

/** Reads trees by the schema of their record, which the control plane has checked them with. */
public final class SchemaEntityReader implements EntityReader {
  private final SecretReferences secrets;

  public SchemaEntityReader(SecretReferences secrets) {
    this.secrets = secrets;
  }

  @Override
  public <T extends Record> T read(Class<T> type, ObjectNode tree) throws UnusableEntity {
    Schema schema = Schema.of(type);
    try {
      return schema.bind(secrets.resolved(schema, tree), type);
    } catch (IllegalArgumentException misfit) {
      throw new UnusableEntity(misfit.getMessage(), misfit);
    }
  }
}
