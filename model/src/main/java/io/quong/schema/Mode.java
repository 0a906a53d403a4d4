package io.quong.schema;

/**
 * How an entity is checked.
 *
 * @param updating whether it is a stored one with a PATCH merged into it: some messages say so
 * @param referencesByKey whether a reference may name a unique field of its entity in place of the
 *     id, for the store to resolve
 */
public record Mode(boolean updating, boolean referencesByKey) {
  public static final Mode INSERT = new Mode(false, false);
  public static final Mode UPDATE = new Mode(true, false);
}
